"""Words and names of the made-up archive. Few words are frequent and most are rare, as in speech, so that full-text
search has something to rank; names are unique by kind, so that each stands for one entity in every talk."""

from collections.abc import Iterator
from itertools import accumulate
from random import Random

from service.domain.document import Kind
from service.domain.text import normalise_name

FREQUENT = """the of and to a in that is it for we you this with on are as have be was not but they from or what
which can so there if one all their about do would when will more at out up who them some into time other like just
then now than how our people because these could very make over only know way think also new where most work much
through back many even those after first well good any may still us between never here need such use want being really
take find each give long last might while every again both own before too same look another part come back world""".split()
_PLAIN = """model data network system theory method language market energy signal memory graph protocol compiler kernel
vector index query storage cluster sensor battery turbine robot engine vaccine protein genome climate ocean planet
orbit rocket laser quantum photon neuron cortex learning training reward policy search ranking attention gradient
matrix tensor logic proof type function library browser server database cache packet router channel codec image video
speech translation grammar corpus token parser agent planner simulation control feedback design interface privacy
security encryption wallet ledger contract payment currency bank budget insurance pension trade labour school
university museum theatre novel poem melody rhythm harvest soil forest river bridge tunnel railway airport harbour
traffic logistics supply factory material steel carbon hydrogen solar wind nuclear fusion plasma waste water health
hospital therapy surgery diagnosis trial statistics survey sampling inference probability causality ethics law court
election parliament city housing region migration history archive evidence argument rhetoric memory attention emotion
behaviour childhood ageing nutrition exercise sleep epidemic immunity bacteria virus enzyme catalyst polymer crystal
magnet circuit transistor chip wafer antenna satellite radar drone vehicle steering braking mapping routing""".split()
_QUALITIES = """sparse dense recursive adaptive robust formal causal neural symbolic statistical distributed local
global public private open secure verified parallel sequential continuous discrete linear modular hybrid passive active
thermal optical acoustic magnetic organic synthetic urban rural coastal marine polar tropical civic medical clinical
genetic cellular molecular atomic digital virtual embedded mobile spatial temporal early late modern ancient circular
renewable shared open collective cultural economic fiscal legal ethical critical applied theoretical""".split()
_FIRST = """Ada Alan Amira Ana Anders Aisha Ben Bruno Carla Chen Clara Dan Diego Edith Elif Emil Eva Farid Fatima Felix
Grace Hana Hugo Ida Igor Ines Ivan Jan Jonas Julia Kai Karim Kofi Lars Lea Lena Leo Lin Lucia Luis Maja Marco Maria
Marta Mei Mila Mina Nadia Nils Nina Noor Olga Omar Otto Paul Petra Priya Rafael Rita Rosa Samir Sara Sofia Sven Tariq
Theo Tomas Uma Vera Viktor Wei Yara Yuki Zoe""".split()
_ONSETS = "b br c d dr f g gr h k kl l m n p pr r s st t tr v w z".split()
_VOWELS = "a e i o u ai ea io ou".split()
_CODAS = "l m n nd nt r rd rn s st x ck".split()
_COMPANY = "Labs Systems Institute Group Works Foundation Robotics Energy Health Software".split()
_EVENT = "Summit Conference Workshop Prize Forum Week".split()
_RARE = 6000


class Words:
    """The vocabulary, with the frequency of each word."""

    def __init__(self) -> None:
        random = Random("words")
        rare = _invented(random)
        plain = list(dict.fromkeys(_PLAIN))
        random.shuffle(plain)
        self.plain = plain
        self.qualities = list(dict.fromkeys(_QUALITIES))
        self.rare = [next(rare) for _ in range(_RARE)]
        self._all = [*dict.fromkeys(FREQUENT), *plain, *self.qualities, *self.rare]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._all))))

    def some(self, random: Random, count: int) -> list[str]:
        return random.choices(self._all, cum_weights=self._weights, k=count)


def _invented(random: Random) -> Iterator[str]:
    """Yields invented words, each once."""
    seen = {*FREQUENT, *_PLAIN, *_QUALITIES}
    while True:
        syllables = [
            random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(random.choice((1, 2, 2, 3)))
        ]
        word = "".join(syllables) + random.choice(_CODAS)
        if len(word) > 3 and word not in seen:
            seen.add(word)
            yield word


class Names:
    """Issues names, each once, so that a name and its aliases stand for one entity of a kind."""

    def __init__(self, random: Random, words: Words) -> None:
        self._random = random
        self._words = words
        self._taken: set[tuple[str, str]] = set()
        self._roots = _invented(Random("names"))
        self._surnames = [next(self._roots).capitalize() for _ in range(3000)]
        self._companies = [next(self._roots).capitalize() for _ in range(4000)]
        self._products = [next(self._roots).capitalize() for _ in range(3000)]

    def topic(self) -> str:
        while True:
            name = f"{self._random.choice(self._words.qualities)} {self._random.choice(self._words.plain)}".title()
            if self._free("TOPIC", name):
                return name

    def entity(self, kind: Kind) -> tuple[str, ...]:
        """Returns names, the main name first."""
        while True:
            name, *others = self._candidates(kind)
            if self._free(kind, name):
                wanted = self._random.choice((0, 0, 1, 1, 2)) if others else 0
                return (name, *(other for other in others[:wanted] if self._free(kind, other)))

    def _free(self, kind: str, name: str) -> bool:
        key = (kind, normalise_name(name))
        free = key not in self._taken
        self._taken.add(key)
        return free

    def _candidates(self, kind: Kind) -> tuple[str, ...]:
        choose = self._random.choice
        if kind == "PERSON":
            first, last = choose(_FIRST), choose(self._surnames)
            return f"{first} {last}", f"Dr. {first} {last}", last
        if kind == "COMPANY":
            root, word = choose(self._companies), choose(_COMPANY)
            return f"{root} {word}", f"{root} {word} Inc", root
        if kind == "CONCEPT":
            first, second = (
                choose((choose(self._words.qualities), choose(self._words.rare))),
                choose(self._words.plain),
            )
            return f"{first} {second}", f"{first} {second}s theory", f"{first[:2]}{second[:2]}".upper()
        if kind == "PRODUCT":
            root = choose(self._products)
            return (
                f"{root} {self._random.randint(1, 40)}",
                f"{root} {choose(('One', 'Pro', 'Core', 'Air', 'Max'))}",
            )
        root, word = choose(self._companies), choose(_EVENT)
        return f"{root} {word} {self._random.randint(1990, 2026)}", f"{root} {word}"


def zipf(count: int, exponent: float) -> list[float]:
    """Returns the cumulative weights of ranks."""
    return list(accumulate((rank + 1) ** -exponent for rank in range(count)))
