"""Every visible word of a Markdown file is on its page and is found, or a note accounts for it."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.folder.article_file import article_from_bytes
from reader.markup.markdown.html_map import unswallowed
from reader.markup.page.page import make_page
from reader.markup.text.text import plain_text
from reader.model import NoteCode

WORD = "word{}end"
INLINE = st.sampled_from(
    [
        "%s", "**%s**", "*%s*", "~~%s~~", "`%s`", "==%s==", "++%s++", "[%s](http://a.test/)",
        "$%s$",
        "[[%s]]", "[[x|%s]]", "<b>%s</b>", "<b>%s", "<script> %s", "<div> %s", "<%s>", "</%s>",
        "<T> %s", "<!-- %s", "http://a.test/%s", "{{ %s }}", "{%% label a@%s %%}", "%s{.x}",
        "\\(%s\\)", "\\[%s\\]", ":%s:", "%s[^1]", "[^%s]", "x^%s^", "H~%s~", "^%s", "%%%s", "![x](",
        "<a href=x>%s</a>", "<kbd>%s</kbd>", "<iframe> %s", "“**%s**”说", "<?php %s ?>",
        "&lt;%s&gt;",
        "{%s}", "<textarea>%s", "<svg> %s", "[%s](a b)", "![%s", "%s\\",
        "<span title='%s'> %s", "@%s",
        "#%s", "|%s|", "$%s", "%s$5 $6", "$$%s$$", "{{< unknown \"%s\" >}}", "<x-y>%s</x-y>",
        "<br>%s",
    ]
)  # fmt: skip
BLOCK = st.sampled_from(
    [
        "%s", "# %s", "##%s", "- %s", "1. %s", "> %s", "> [!NOTE] %s", "> [!tip]- %s\n> %s",
        "    %s", "```\n%s\n```", "~~~js {1}\n%s\n~~~", "|a|\n|-|\n|%s|", "a | b\n--|--\n%s | %s",
        "::: tip %s\n%s\n:::", ":::\n%s", '!!! note "%s"\n    %s', "??? tip\n    %s",
        "<div>\n\n%s\n\n</div>", "<div>%s</div>", "<div>\n\n    %s\n\n</div>",
        "<center>%s</center>",
        "<details><summary>%s</summary>\n\n%s\n\n</details>", "<table><tr><td>%s</td></tr></table>",
        "<p>%s", "<p>\n\n%s</p>", "<script>\n%s", "<style> %s", "<pre>%s</pre>", "<div>\n%s",
        "{%% note %s %%}\n%s\n{%% endnote %%}", "{%% note %%}\n%s",
        "{%% raw %%}\n%s\n{%% endraw %%}",
        "{{< tabs >}}\n{{%% tab \"x\" %%}}\n%s\n{{%% /tab %%}}\n{{< /tabs >}}", "$$\n%s\n$$",
        "$$\n%s",
        "%s\n: %s", "[^1]: %s", "%s\n---", "- [ ] %s", "%s\n%s", "<!-- a -->\n%s", "%%%%\n%s",
        "{%% codeblock %s %%}\n%s\n{%% endcodeblock %%}", "\\begin{align}\n%s\n\\end{align}",
        "<ul>\n<li>%s</li>\n\n    <li>%s</li>\n</ul>",
        "{{< figure src=\"a.png\" caption=\"%s\" >}}",
        "* TOC\n{:toc}\n\n%s", "</div>\n%s", "import x from '%s y'z", "---\n%s - a\n---",
        "- %s\n\n      %s\n\n- %s", "> - %s\n>\n>   %s", "<b>\n%s\n</b>", "<video>\n\n%s",
        "[x]: http://a.test/\n\n%s",
    ]
)  # fmt: skip
UNSEEN = re.compile(r"<span title='(word\d+end)'")


@st.composite
def bodies(draw):
    number = 0
    blocks = []
    for block in draw(st.lists(BLOCK, min_size=1, max_size=6)):
        parts = []
        for _ in range(len(re.findall(r"(?<!%)(?:%%)*%s", block))):
            inline = draw(INLINE)
            if "{" in block and "{" in inline:
                inline = "%s"  # a tag within a tag's own words
            words = []
            for _ in range(len(re.findall(r"(?<!%)(?:%%)*%s", inline))):
                words.append(WORD.format(number))
                number += 1
            parts.append(inline % tuple(words) if words else inline.replace("%%", "%"))
        blocks.append(block % tuple(parts))
    return "\n\n".join(blocks)


def lost(body):
    article = article_from_bytes(
        f"---\ntitle: Title\n---\n\n# Head\n\n{body}\n".encode(), "a.md", 0
    )
    page = make_page(article)
    # A remark that is closed is meant to be unseen, and so is what only an address says.
    seen = re.sub(r"%%[^%]+%%|<!--(?s:.*?)-->", "", body)
    words = set(re.findall(r"word\d+end", seen))
    words -= set(UNSEEN.findall(seen))
    if any(note.code is NoteCode.CUT_MARKDOWN for note in page.notes):
        return {}, {}
    # A formula is a picture that bears its TeX.
    shown = plain_text(re.sub(r'<img src="formula:[^>]*? alt="([^"]*)"[^>]*>', r"\1", page.html))
    return (
        {word for word in words if word not in shown},
        {word for word in words if word not in article.text},
    )


@pytest.mark.parametrize(
    "name", ["script", "style", "textarea", "title", "iframe", "select", "template", "xmp", "svg"]
)
def test_in_html_too_an_element_without_an_end_swallows_nothing(name):
    text = f"<div><p>before</p><p>Use the <{name}> element.</p><p>behind</p></div>"
    article = article_from_bytes(text.encode(), "a.md", 0)
    for words in (article.text, plain_text(make_page(article).html)):
        assert f"<{name}>" in words
        assert "behind" in words
    kept = f"<p>a</p><{name}>x</{name}><p>b</p>"
    assert unswallowed(kept) == kept


@settings(max_examples=300, deadline=None)
@given(bodies())
@example("Use the <script> word0end element.\n\nword1end\n\n<style>\n\nword2end")
def test_every_word_is_on_the_page_and_is_found(body):
    assert lost(body) == (set(), set())


@pytest.mark.parametrize(
    "text", ["", "<!-- more -->", "<div>\n\n</div>", "{% comment %}a{% endcomment %}"]
)
def test_of_an_empty_article_its_summary_is_shown(text):
    head = "---\ntitle: Title\ndescription: What it is **about**.\n---\n"
    article = article_from_bytes(f"{head}{text}\n".encode(), "a.md", 0)
    assert article.text == "What it is about."
    shown = article_from_bytes(f"{head}<img src='a.png'>\n".encode(), "a.md", 0)
    assert "about" not in shown.text
