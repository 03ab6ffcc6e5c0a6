/// Carries notices on to other systems: signed, kept until they arrive, tried again for a day.
/// Reads the notices; nothing else of the console sees it.
@NullMarked
package org.yuanjian.console.webhook;

import org.jspecify.annotations.NullMarked;
