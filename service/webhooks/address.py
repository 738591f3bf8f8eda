"""Where webhooks may be sent: the addresses that the operator has named, and private ones and http only by setting."""

from urllib.parse import urlsplit

from service.errors import InvalidInput, NotAllowed
from service.fetching import address
from service.fetching.address import ALL_NETWORKS, Reach, Target, resolve

SETTING = "VIDEOGRAPH_WEBHOOKS_PRIVATE"


def reach(*, private: bool) -> Reach:
    """Returns where webhooks may go. `private`: also to private networks and this machine."""
    return Reach(SETTING, ALL_NETWORKS if private else ())


def read_target(url: str, *, private: bool) -> Target:
    """Returns the parts of a webhook's address.

    Args:
        private: whether http is allowed.

    Raises:
        InvalidInput: it is no address, has a fragment, or http is not allowed.
    """
    target = address.read_target(url)
    if urlsplit(url).fragment:
        raise InvalidInput("the address of a webhook must have no fragment", ("url",))
    if not target.secure and not private:
        raise InvalidInput(f"webhooks are sent by https only, unless {SETTING} is set", ("url",))
    return target


def require_reachable(url: str, *, private: bool) -> None:
    """Checks that something may be sent to an address. Blocks while the name is resolved. A name that cannot be resolved now may be later.

    Raises:
        InvalidInput: nothing will ever be sent there.
    """
    target = read_target(url, private=private)
    try:
        resolve(target, reach(private=private))
    except NotAllowed as error:
        raise InvalidInput(f"nothing would be sent to this address: {error.message}", ("url",)) from None
    except UnicodeError:
        raise InvalidInput(f"{target.host!r:.200} cannot be the name of a host", ("url",)) from None
    except OSError:
        pass
