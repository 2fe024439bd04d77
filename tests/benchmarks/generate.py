"""Makes a folder of articles in the shape of a real archive, for benchmarks and try-outs.

    python tests/benchmarks/generate.py FOLDER --articles 10000 [--seed 1]

The same seed gives the same files, and a larger folder begins with the smaller one's articles.
What is odd in real archives is odd here, in the same measure: front matter that is not YAML (3 %),
articles filed twice (2 %), missing and impossible dates (2 %). Every picture lies on
pictures.example, which answers nobody: open such a folder with --offline or --connect-to.
"""

import argparse
import html
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

WORDS = Path(__file__).resolve().parent / "words"  # the most frequent first
COMMON_WORD = "记者"  # stands in 70 % of all articles, and in none of those lists

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "明华丽强芳军敏静杰婷磊娜洋艳勇超娟涛霞平刚桂英建文辉玲飞鹏宇晨曦涵睿思源子轩雨欣"

CATEGORIES = {
    "新媒体": ("科技早知道", "晨间快讯", "半导体笔记", "数码视野", "城市观察"),
    "传统媒体": ("北方晚报", "江南日报", "海港新闻", "山城时报"),
    "编程": ("源码周刊", "内核札记", "前端小站", "数据库之家", "Compiler Weekly"),
    "博客": ("午后写作", "一间书房", "Slow Notes", "写给自己"),
    "设计": ("字里行间", "版面与网格", "Colour Studio", "海报收藏"),
    "阅读": ("书评半月", "慢读", "Long Column", "诗刊"),
    "科学期刊": ("Journal of Small Rivers", "星空月报", "材料前沿", "生物通讯"),
    "金融": ("市场早报", "Ledger Daily", "基金观察"),
    "游戏": ("主机时代", "独立游戏志", "ゲーム通信"),
    "社交媒体": ("每日一问", "街角照片", "今日の話題", "Harbour Radio"),
}
FEEDS = ("首页", "最新消息", "频道", "专栏")

SINCE = datetime(2023, 6, 1, tzinfo=UTC)
SPAN = 3 * 365 * 24 * 3600
BROKEN, TWICE, COMMON, NO_DATE = 0.03, 0.02, 0.70, 0.02
NINE = '"' * 9
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAME_BYTES = 240  # a file's name may have 255 bytes with its ending


@dataclass(frozen=True, slots=True)
class Language:
    """Words with their odds, and how sentences are put together."""

    words: list[str]
    odds: list[float]
    gap: str
    comma: str
    stop: str
    word_bytes: float

    @classmethod
    def of(cls, name: str, gap: str, comma: str, stop: str) -> "Language":
        """Zipf's law: the n-th word is as frequent as 1/n; flattened a little at the top."""
        words = (WORDS / f"{name}.txt").read_text(encoding="utf-8").split()
        odds = list(accumulate(1 / (rank + 4) for rank in range(len(words))))
        share = [1 / (rank + 4) / odds[-1] for rank in range(len(words))]
        size = sum(
            len((word + gap).encode()) * part for word, part in zip(words, share, strict=True)
        )
        return cls(words, odds, gap, comma, stop, size)


CHINESE = Language.of("chinese", "", "，", "。")
ENGLISH = Language.of("english", " ", ", ", ". ")
JAPANESE = Language.of("japanese", "", "、", "。")
SOURCES = [(category, source) for category, names in CATEGORIES.items() for source in names]


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made. `common` articles hold COMMON_WORD; `twice` lie in two places."""

    articles: int
    files: int
    bytes: int
    common: int
    broken: int
    twice: int


@dataclass(frozen=True, slots=True)
class Written:
    """One article's text, and what is odd about it."""

    title: str
    head: str
    body: str
    common: bool
    broken: bool

    def file(self, category: str, source: str) -> bytes:
        """The file's bytes, filed under this category and source."""
        categories = f"categories: \n    - {category}\n    - {source}\nauthor: {source}\n"
        return f"\n---\n{self.title}{categories}{self.head}---\n\n{self.body}".encode()


def sentences(chance: random.Random, language: Language, size: int) -> list[str]:
    """Sentences of about `size` bytes in all."""
    words = chance.choices(
        language.words, cum_weights=language.odds, k=max(6, int(size / language.word_bytes))
    )
    made, at = [], 0
    while at < len(words):
        first = at + chance.randint(3, 9)
        end = first + chance.randint(3, 10)
        made.append(
            language.gap.join(words[at:first])
            + (language.comma + language.gap.join(words[first:end]) if first < len(words) else "")
            + language.stop
        )
        at = end
    return made


def person(chance: random.Random) -> str:
    """One of some fifty thousand names: what a search finds seldom."""
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))


def picture(chance: random.Random) -> str:
    """The address of a picture."""
    return f"https://pictures.example/{chance.randrange(400)}/{chance.getrandbits(48):012x}.jpg"


def body_of(chance: random.Random, paragraphs: list[str], pictures: list[str]) -> str:
    """The body: mostly HTML in one div, else Markdown, else bare text."""
    kind = chance.random()
    if kind < 0.85:
        parts = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
        for address in pictures:
            tag = f'<p><img src="{address}" alt referrerpolicy="no-referrer"></p>'
            parts.insert(chance.randrange(len(parts) + 1), tag)
        if kind < 0.06:
            parts.append("<ul>\n<li>" + "</li>\n<li>".join(paragraphs[:3]) + "</li>\n</ul>")
        return "<div>   \n" + "\n".join(parts) + "  \n</div>"
    if kind < 0.96:
        parts = [f"## {paragraphs[0][:12]}", *paragraphs]
        for address in pictures:
            parts.insert(chance.randrange(1, len(parts) + 1), f"![]({address})")
        return "\n\n".join(parts)
    return "\n\n".join(paragraphs)


def date_of(chance: random.Random) -> str:
    """The date as one of the spellings that archives have; a few are missing or impossible."""
    moment = SINCE + timedelta(seconds=chance.randrange(SPAN))
    kind = chance.random()
    if kind < NO_DATE:
        return chance.choice(("", "Invalid Date"))
    if kind < 0.3:
        return f"{moment:%Y-%m-%d %H:%M:%S}"
    if kind < 0.33:
        return moment.isoformat()
    month = MONTHS[moment.month - 1]
    return f"{DAYS[moment.weekday()]}, {moment.day:02} {month} {moment:%Y %H:%M:%S} GMT"


def write(chance: random.Random, number: int) -> tuple[Written, str]:
    """One article and its title. `number` goes into some titles, as it does in real ones."""
    kind = chance.random()
    language = CHINESE if kind < 0.86 else ENGLISH if kind < 0.95 else JAPANESE
    made = sentences(chance, language, min(int(chance.lognormvariate(8.0, 0.55)) + 500, 8000))
    if chance.random() < 0.5:
        made.insert(chance.randrange(len(made)), f"{person(chance)}{language.stop}")
    common = chance.random() < COMMON
    if common:
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
            made.insert(chance.randrange(len(made)), f"{COMMON_WORD}{language.stop}")
    step = chance.randint(2, 5)
    paragraphs = ["".join(made[i : i + step]).strip() for i in range(0, len(made), step)]

    words = chance.choices(language.words[8:], k=chance.randint(4, 9))
    title = language.gap.join(words)
    if chance.random() < 0.3:
        title += f" {number}"
    if language is CHINESE and chance.random() < 0.2:
        title = f"{person(chance)}：{title}"

    pictures = [picture(chance) for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 3, 5)))]
    broken = chance.random() < BROKEN
    # The generator of real archives quotes without escaping, again and again.
    line = f"title: {NINE}'{title}'{NINE}\n" if broken else f"title: '{title}'\n"
    head = f"comments: false\ndate: {date_of(chance)}\n"
    if pictures and chance.random() < 0.3:
        head = f"headimg: '{pictures[0]}'\n{head}"
    head += f"thumbnail: '{pictures[0] if pictures else ''}'\n"
    escaped = [html.escape(paragraph, quote=False) for paragraph in paragraphs]
    return Written(line, head, body_of(chance, escaped, pictures), common, broken), title


def place_of(chance: random.Random) -> tuple[str, str, str]:
    """Category, source, and the folder: of one, two or three levels, as archives have them."""
    # A few sources write most of the articles.
    category, source = SOURCES[int(len(SOURCES) * chance.random() ** 1.8)]
    kind = chance.random()
    if kind < 0.15:
        return category, source, category
    if kind < 0.5:
        return category, source, f"{category}/{source}"
    return category, source, f"{category}/{source}/{chance.choice(FEEDS)}"


def file_name(title: str) -> str:
    """The title as a file's name without its ending."""
    return title.replace("/", "_").encode()[:NAME_BYTES].decode(errors="ignore")


def generate(folder: Path, articles: int, seed: int = 1) -> Generated:
    """Write `articles` articles into `folder`, which may exist. Raises OSError."""
    taken: set[str] = set()
    folders: set[str] = set()
    files = size = common = broken = twice = 0
    for number in range(articles):
        # Each article has a source of chance of its own: a larger folder begins like a smaller.
        chance = random.Random(f"{seed}:{number}")
        article, title = write(chance, number)
        places = [place_of(chance)]
        if chance.random() < TWICE:
            again = place_of(chance)
            # The same folder would be the same file.
            if again[2] != places[0][2]:
                places.append((places[0][0], places[0][1], again[2]))
        common += article.common
        broken += article.broken
        twice += len(places) - 1
        for category, source, inside in places:
            path = f"{inside}/{file_name(title)}.md"
            if path in taken:
                path = f"{inside}/{file_name(title)[:60]} ({number}).md"
            taken.add(path)
            if inside not in folders:
                (folder / inside).mkdir(parents=True, exist_ok=True)
                folders.add(inside)
            data = article.file(category, source)
            (folder / path).write_bytes(data)
            files += 1
            size += len(data)
    return Generated(articles, files, size, common, broken, twice)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make a folder of generated articles.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    made = generate(wanted.folder, wanted.articles, wanted.seed)
    print(
        f"{made.articles} articles in {made.files} files, {made.bytes / 1e6:.1f} MB; "
        f"{made.twice} filed twice, {made.broken} with broken front matter, "
        f"{made.common} with {COMMON_WORD!r}"
    )


if __name__ == "__main__":
    main()
