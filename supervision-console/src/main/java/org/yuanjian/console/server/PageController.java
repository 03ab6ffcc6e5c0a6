package org.yuanjian.console.server;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.yuanjian.console.access.NeedsNoRight;

/// Gives the one page for every address the page itself understands.
@Controller
final class PageController {

    @NeedsNoRight(beforeSignIn = true)
    @GetMapping({
        "/",
        "/wall",
        "/sign-in",
        "/points",
        "/points/{code}",
        "/people",
        "/people/{part}",
        "/findings",
        "/findings/{finding}",
        "/runs/{run}",
        "/statistics",
        "/ledger",
        "/ledger/{part}",
        "/me",
        "/face"
    })
    String page() {
        return "forward:/index.html";
    }
}
