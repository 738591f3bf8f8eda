"""Uses the example for LangChain with a model that returns its prompt, and prints what it got: use_langchain.py ADDRESS, in its folder."""

import json
import sys

from langchain_core.language_models.fake_chat_models import ParrotFakeChatModel
from langchain_talks import TalkRetriever, answer_from_talks, tools_of
from videograph_client import connect

QUESTION = "world models common sense"

with connect(sys.argv[1]) as graph:
    [document] = TalkRetriever(graph=graph, limit=1).invoke(QUESTION)
    earlier = TalkRetriever(graph=graph, where={"publishedOn": {"lt": "2025-01-01"}}).invoke(QUESTION)
    tools = {tool.name: tool for tool in tools_of(graph)}
    asked = {
        "get_statements": [{"name": "jepa", "limit": 1}, {"name": "Nobody"}],
        "find_connection": [
            {"source": "Yann LeCun", "target": "PyTorch"},
            {"source": "Meta", "target": "Nobody"},
        ],
        "verify_quote": [{"text": "yann lecun is leaving google"}],
    }
    print(
        json.dumps(
            {
                "metadata": document.metadata,
                "words": document.page_content,
                "earlier": [one.page_content for one in earlier],
                "arguments": {name: sorted(tool.args) for name, tool in tools.items()},
                "search": tools["search_talks"].invoke({"query": QUESTION}).splitlines()[0],
                "answers": {
                    name: [tools[name].invoke(one) for one in values] for name, values in asked.items()
                },
                "prompt": answer_from_talks(graph, ParrotFakeChatModel(), limit=1).invoke(QUESTION),
            }
        )
    )
