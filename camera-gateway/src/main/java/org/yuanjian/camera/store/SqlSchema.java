package org.yuanjian.camera.store;

import java.util.List;

/// The tables of one module, which grow by migrations of their own.
///
/// @param history table in which is kept how far they have grown
/// @param migrations folder of the class path
/// @param appendOnly tables whose rows nobody may change or remove
public record SqlSchema(String history, String migrations, List<String> appendOnly) {
    public SqlSchema {
        appendOnly = List.copyOf(appendOnly);
    }

    public SqlSchema(String history, String migrations) {
        this(history, migrations, List.of());
    }
}
