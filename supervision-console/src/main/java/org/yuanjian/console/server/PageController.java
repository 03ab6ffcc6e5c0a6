package org.yuanjian.console.server;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Gives the one page for every address the page itself understands.
@Controller
final class PageController {

    @GetMapping({"/", "/wall", "/sign-in", "/points", "/points/{code}"})
    String page() {
        return "forward:/index.html";
    }
}
