#!/usr/bin/env python3
"""Opens a page that `tensorvet review` wrote in a browser and uses it as a person does.

For development: needs Debian's chromium and chromium-driver, and nothing else.

    benchmark/review_in_browser.py report.html
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

PORT = 9519
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-prefers-reduced-motion", "--window-size=1300,900",
]


def ask(path, body=None, method=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}{path}", data=data, method=method or ("POST" if data else "GET"),
        headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]


def main(page):
    driver = subprocess.Popen(["chromedriver", f"--port={PORT}"], stdout=subprocess.DEVNULL)
    failed = []
    with tempfile.TemporaryDirectory() as profile:
        try:
            for _ in range(100):
                try:
                    if ask("/status")["ready"]:
                        break
                except OSError:
                    time.sleep(0.1)
            options = {
                "goog:chromeOptions": {"args": FLAGS + [f"--user-data-dir={profile}"]},
                "goog:loggingPrefs": {"browser": "ALL"},
            }
            session = ask("/session", {"capabilities": {"alwaysMatch": options}})["sessionId"]
            here = f"/session/{session}"

            def run(script):
                return ask(f"{here}/execute/sync", {"script": script, "args": []})

            def check(what, holds):
                print(("ok    " if holds else "FAILS ") + what)
                if not holds:
                    failed.append(what)

            began = time.time()
            ask(f"{here}/url", {"url": pathlib.Path(page).resolve().as_uri()})
            opened = time.time() - began
            check(f"opens in {opened:.2f} s", opened < 2)
            check("styled and scripted", run(
                "return getComputedStyle(document.querySelector('nav.bar')).position === 'sticky'"
                " && !document.getElementById('searching').hidden"))
            check("unfolds all", run(
                "document.getElementById('unfold').click();"
                "return [...document.querySelectorAll('details')].every(d => d.open)"))
            check("folds all", run(
                "document.getElementById('fold').click();"
                "return [...document.querySelectorAll('details')].every(d => !d.open)"))
            check("a link to a line opens what the line lies in", run(
                "const link = document.querySelector('main a[href^=\"#c\"]');"
                "if (!link) return true;"
                "location.hash = link.getAttribute('href'); return true"))
            time.sleep(0.3)
            check("the line is in sight", run(
                "const at = document.getElementById(location.hash.slice(1));"
                "if (!at) return true;"
                "const box = at.getBoundingClientRect();"
                "return at.closest('details').open && box.top >= 0 && box.bottom <= innerHeight"))
            run("const box = document.querySelector('svg g.module a');"
                "if (box) location.hash = box.getAttribute('href')")
            time.sleep(0.3)
            check("a box opens its own drawing", run(
                "const box = document.querySelector('svg g.module a');"
                "return !box || document.getElementById(box.getAttribute('href').slice(1)).open"))
            check("the search finds what is folded", run(
                "document.getElementById('fold').click();"
                "const search = document.getElementById('search'); search.value = 'a';"
                "document.getElementById('searching').requestSubmit();"
                "const hit = document.querySelector('.found');"
                "return hit !== null && (!hit.closest('details') || hit.closest('details').open)"))
            check("the filters leave what fits", run(
                "const tools = document.querySelector('[data-filter=setting-list]');"
                "if (!tools) return true;"
                "const all = document.querySelectorAll('#setting-list [data-text]').length;"
                "tools.querySelector('input').value = 'no setting is called so';"
                "tools.dispatchEvent(new Event('input'));"
                "const left = document.querySelectorAll('#setting-list [data-text]:not(.hidden)');"
                "return all > 0 && left.length === 0"))
            check("a key leads to the search", run(
                "document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}));"
                "return document.activeElement === document.getElementById('search')"))
            ask(f"{here}/window/rect", {"width": 420, "height": 900})
            narrow, needed = run("return [innerWidth, document.documentElement.scrollWidth]")
            check(f"fits a narrow window: {needed} in {narrow}", needed <= narrow < 600)
            ask(f"{here}/window/rect", {"width": 1300, "height": 900})
            told = ask(f"{here}/se/log", {"type": "browser"})
            check("the browser has nothing to say: " + json.dumps(told)[:300], not told)
            ask(here, method="DELETE")
        finally:
            driver.terminate()
            driver.wait()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
