/// Purposes, tickets and the views that run, on real databases and a real Redis.
@NullMarked
package org.yuanjian.console.ticket;

import org.jspecify.annotations.NullMarked;
