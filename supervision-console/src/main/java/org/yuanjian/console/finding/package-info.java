/// What inspectors find wrong at points, and how offices put it right.
@NullMarked
package org.yuanjian.console.finding;

import org.jspecify.annotations.NullMarked;
