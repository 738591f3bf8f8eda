"""The opening of one lecture in several languages, a line a cue."""

LECTURES = {
    "en": """Good evening, and welcome to my lecture.
I am glad that so many of you came tonight.
I would like to tell you how we built our database anew.
Three years ago everything we had was running on one single server.
We had a PostgreSQL database, and it had become rather slow.
So we began with Kubernetes, and the code is on GitHub.""",
    "de": """Guten Abend und herzlich willkommen zu meinem Vortrag.
Ich freue mich, dass Sie heute so zahlreich erschienen sind.
Ich möchte Ihnen erzählen, wie wir unsere Datenbank umgebaut haben.
Zuhören war in dieser Zeit das Wichtigste.
Wir hatten eine PostgreSQL-Datenbank, und die war ziemlich langsam geworden.
Also haben wir mit Kubernetes angefangen, und der Quelltext liegt auf GitHub.""",
    "fr": """Bonsoir à tous et merci d'être venus si nombreux.
Ce soir, je vais vous raconter comment nous avons refait notre base de données.
Il y a trois ans, tout tournait encore sur une seule machine.
Sinon, on pouvait aussi réécrire les requêtes, mais personne ne voulait le faire.
Nous avions une base PostgreSQL qui était devenue très lente.
Nous avons donc commencé par installer Kubernetes, et le code est sur GitHub.""",
    "ja": """皆さん、こんばんは。今日はお越しいただきありがとうございます。
私たちがどのようにデータベースを作り直したかをお話しします。
三年前は、すべてが一台のサーバーで動いていました。
PostgreSQLを使っていましたが、とても遅くなっていました。
それでKubernetesを導入することにしました。コードはGitHubにあります。""",
}


def as_subrip(lines: str) -> str:
    return "".join(
        f"{n + 1}\n00:00:{5 * n:02},000 --> 00:00:{5 * n + 5:02},000\n{line}\n\n"
        for n, line in enumerate(lines.split("\n"))
    )
