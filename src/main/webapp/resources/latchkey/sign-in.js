// Whoever opens a one-time link signs in first. The fragment with its secret goes on to the page that asked for it: browsers keep
// a fragment when they follow a redirect, but not when they send a form.
(() => {
    "use strict";

    const form = document.getElementById("form");
    form.addEventListener("submit", () => { form.action = form.getAttribute("action").split("#")[0] + location.hash; });
})();
