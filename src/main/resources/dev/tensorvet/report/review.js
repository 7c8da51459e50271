(function () {
  "use strict";
  var all = function (selector, from) {
    return Array.prototype.slice.call((from || document).querySelectorAll(selector));
  };

  /* What a link leads to may lie in something folded. */
  function open(element) {
    for (var at = element; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") {
        at.open = true;
      }
    }
  }

  function jump() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      open(target);
      target.scrollIntoView({ block: target.tagName === "SPAN" ? "center" : "start" });
    }
  }

  /* Rows and articles that hold a text; a section without one is folded away. */
  function filter(list, text, level) {
    var shown = 0;
    all("[data-text]", list).forEach(function (item) {
      var fits =
        (!text || item.textContent.toLowerCase().indexOf(text) >= 0) &&
        (!level || item.getAttribute("data-level") === level);
      item.classList.toggle("hidden", !fits);
      shown += fits ? 1 : 0;
    });
    return shown;
  }

  all("[data-filter]").forEach(function (tools) {
    var list = document.getElementById(tools.getAttribute("data-filter"));
    var text = tools.querySelector("input");
    var level = tools.querySelector("select");
    var told = tools.querySelector("output");
    var run = function () {
      var shown = filter(list, text.value.trim().toLowerCase(), level ? level.value : "");
      told.textContent = shown + " shown";
    };
    tools.addEventListener("input", run);
    tools.addEventListener("change", run);
  });

  var search = document.getElementById("search");
  var results = document.getElementById("results");
  var last = "";
  var at = -1;

  function find(step) {
    var text = search.value.trim().toLowerCase();
    if (!text) {
      results.textContent = "";
      return;
    }
    var hits = all("h3, h4, summary, tr, .act, article > p, .lines > span").filter(function (element) {
      return !element.closest(".hidden") && element.textContent.toLowerCase().indexOf(text) >= 0;
    });
    at = text === last ? (at + step + hits.length) % Math.max(hits.length, 1) : 0;
    last = text;
    results.textContent = hits.length ? at + 1 + " of " + hits.length : "nothing found";
    if (hits.length) {
      open(hits[at]);
      hits[at].setAttribute("tabindex", "-1");
      hits[at].scrollIntoView({ block: "center" });
      all(".found").forEach(function (old) {
        old.classList.remove("found", "hit");
      });
      hits[at].classList.add("found", "hit");
    }
  }

  document.getElementById("searching").addEventListener("submit", function (event) {
    event.preventDefault();
    find(1);
  });
  document.addEventListener("keydown", function (event) {
    var isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });
  document.getElementById("unfold").addEventListener("click", function () {
    all("details").forEach(function (each) {
      each.open = true;
    });
  });
  document.getElementById("fold").addEventListener("click", function () {
    all("details").forEach(function (each) {
      each.open = false;
    });
  });
  window.addEventListener("beforeprint", function () {
    all("details").forEach(function (each) {
      if (!each.open) {
        each.open = true;
        each.setAttribute("data-printed", "");
      }
    });
  });
  window.addEventListener("afterprint", function () {
    all("details[data-printed]").forEach(function (each) {
      each.open = false;
      each.removeAttribute("data-printed");
    });
  });
  window.addEventListener("hashchange", jump);
  all('a[href^="#"]').forEach(function (link) {
    link.addEventListener("click", function () {
      if (link.getAttribute("href") === location.hash) {
        jump();
      }
    });
  });
  all(".tools, #searching").forEach(function (tools) {
    tools.hidden = false;
  });
  jump();
})();
