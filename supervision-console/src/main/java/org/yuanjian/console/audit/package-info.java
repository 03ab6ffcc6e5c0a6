/// The record of who did what, when, from where, why and with which result. Everything people do
/// passes here before it counts as done.
@NullMarked
package org.yuanjian.console.audit;

import org.jspecify.annotations.NullMarked;
