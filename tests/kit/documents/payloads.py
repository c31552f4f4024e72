"""Pages that try to fetch what is not ours. `{server}` is a server that counts, `{folder}` holds files with a canary."""
# ruff: noqa: E501

from dataclasses import dataclass

CANARY = "CANARYFOUND"


@dataclass(frozen=True)
class Payload:
    """One try. `bites`: WeasyPrint's own fetcher would fetch it, which proves that the try is a real one."""

    name: str
    body: str = ""
    head: str = ""
    bites: bool = True


def style(css: str) -> str:
    return f"<style>{css}</style>"


def svg(inside: str, attributes: str = "") -> str:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {names} width="99" height="99" {attributes}><title>Drawing</title>{inside}</svg>'


PAYLOADS = [
    Payload("image over http", '<img alt="x" src="{server}/a.png">'),
    Payload("image over http in capitals", '<img alt="x" src="HTTP://{address}/a.png">'),
    Payload("image over https", '<img alt="x" src="https://{address}/a.png">', bites=False),
    Payload("image over ftp", '<img alt="x" src="ftp://{address}/a.png">', bites=False),
    Payload("image without a scheme", '<img alt="x" src="//{address}/a.png">'),
    Payload("image with a name before the host", '<img alt="x" src="http://127.0.0.1:8000@{address}/static/a.png">', bites=False),
    Payload("image behind a redirect", '<img alt="x" src="{server}/redirect">'),
    Payload("image with white space before it", '<img alt="x" src=" \n{server}/a.png">'),
    Payload("image with a control character", '<img alt="x" src="{server}/a\x01.png">'),
    Payload("object", '<object data="{server}/a.svg" type="image/svg+xml">x</object>'),
    Payload("embed", '<embed src="{server}/a.svg" type="image/svg+xml">'),
    Payload("iframe", '<iframe src="{server}/a.html"></iframe>', bites=False),
    Payload("video and its poster", '<video src="{server}/a.mp4" poster="{server}/a.png"></video>', bites=False),
    Payload("audio", '<audio src="{server}/a.mp3"></audio>', bites=False),
    Payload("picture with sources", '<picture><source srcset="{server}/a.png"><img alt="x" src="{server}/b.png"></picture>'),
    Payload("srcset alone", '<img alt="x" srcset="{server}/a.png 2x">', bites=False),
    Payload("image button", '<input type="image" alt="x" src="{server}/a.png">', bites=False),
    Payload("background attribute", '<table background="{server}/a.png"><tr><td>x</table>', bites=False),
    Payload("script", '<script src="{server}/a.js"></script>', bites=False),
    Payload("style sheet", head='<link rel="stylesheet" href="{server}/a.css">'),
    Payload("alternate style sheet", head='<link rel="alternate stylesheet" href="{server}/a.css">', bites=False),
    Payload("base address elsewhere", '<img alt="x" src="a.png">', '<base href="{server}/">'),
    Payload("base address elsewhere, static path", '<img alt="x" src="/static/govuk_ui/mark.svg">', '<base href="{server}/">'),
    Payload("refresh", head='<meta http-equiv="refresh" content="0;url={server}/a">', bites=False),
    Payload("icon and manifest", head='<link rel="icon" href="{server}/a.ico"><link rel="manifest" href="{server}/m">', bites=False),
    Payload("attachment in the head", head='<link rel="attachment" href="{server}/a.txt">'),
    Payload("attachment in a link", '<a rel="attachment" href="{server}/a.txt">x</a>'),
    Payload("attachment of a file", head='<link rel="attachment" href="file://{folder}/canary.txt">'),
    Payload("attachment of the password file", head='<link rel="attachment" href="file:///etc/passwd">', bites=False),
    Payload("css import", head=style('@import url("{server}/a.css");')),
    Payload("css import with a media query", head=style('@import "{server}/a.css" print;')),
    Payload("css import of a file", head=style('@import url("file://{folder}/canary.css");')),
    Payload("css font", "<p style=\"font-family:f\">x</p>", style('@font-face{{font-family:f;src:url("{server}/f.woff2")}}')),
    Payload("css font from this system's own", "<p>x</p>", style('@font-face{{font-family:f;src:local("{server}")}}'), bites=False),
    Payload("css background", '<p style="background:url({server}/a.png)">x</p>'),
    Payload("css background in escapes", '<p style="background:url(\\68 ttp://{address}/a.png)">x</p>'),
    Payload("css list mark", '<ul style="list-style-image:url({server}/a.png)"><li>x</ul>'),
    Payload("css content", head=style('p::before{{content:url("{server}/a.png")}}'), body="<p>x</p>"),
    Payload("css border image", '<p style="border:9px solid;border-image:url({server}/a.png) 9">x</p>'),
    Payload("css page background", head=style('@page{{background:url("{server}/a.png")}}')),
    Payload("css page corner", head=style('@page{{@top-left{{content:url("{server}/a.png")}}}}')),
    Payload("svg image", svg('<image href="{server}/a.png" width="9" height="9"/>')),
    Payload("svg image by xlink", svg('<image xlink:href="{server}/a.png" width="9" height="9"/>')),
    Payload("svg image of a file", svg('<image href="file://{folder}/a.svg" width="9" height="9"/>'), bites=False),
    Payload("svg use of another drawing", svg('<use href="{server}/a.svg#x"/>'), bites=False),
    Payload("svg style sheet", svg('<style>@import url("{server}/a.css");</style>'), bites=False),
    Payload("svg font", svg('<style>@font-face{{font-family:f;src:url("{server}/f.woff2")}}</style>')),
    Payload("svg entity", '<img alt="x" src="data:image/svg+xml,<!DOCTYPE s [<!ENTITY e SYSTEM \'{server}/e\'>]><svg>&e;</svg>">', bites=False),
    Payload("svg in a data address that fetches", '<img alt="x" src="data:image/svg+xml,{nested}">'),
    Payload("style sheet in a data address that fetches", head='<link rel="stylesheet" href="data:text/css,@import%20url({server}/a.css);">'),
    Payload("file by its address", head='<link rel="stylesheet" href="file://{folder}/canary.css">'),
    Payload("file with a host", head='<link rel="stylesheet" href="file://localhost{folder}/canary.css">'),
    Payload("file in capitals", head='<link rel="stylesheet" href="FILE://{folder}/canary.css">'),
    Payload("file in percent signs", head='<link rel="stylesheet" href="file://{folder}/%63anary.css">'),
    Payload("archive", '<img alt="x" src="jar:{server}/a.jar!/a.png">', bites=False),
    Payload("javascript", '<img alt="x" src="javascript:fetch(1)"><a href="javascript:fetch(1)">x</a>', bites=False),
    Payload("way out of the static folder", head='<link rel="stylesheet" href="/static/../..{folder}/canary.css">', bites=False),
    Payload("way out in percent signs", head='<link rel="stylesheet" href="/static/%2e%2e/%2e%2e{folder}/canary.css">', bites=False),
    Payload("way out in backslashes", head='<link rel="stylesheet" href="/static/..\\..\\{folder}\\canary.css">', bites=False),
    Payload("page of the portal itself", '<img alt="x" src="/health">', bites=False),
]  # fmt: skip
