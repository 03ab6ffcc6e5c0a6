package org.yuanjian.console.paper;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The words of printed pages, sheets and pictures in one language.
public final class PaperWords {
    private static final String BUNDLE = "org.yuanjian.console.paper.words";

    private final ResourceBundle bundle;

    /// Chinese for every Chinese locale, else English.
    public PaperWords(Locale locale) {
        this.bundle =
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The words of a key, with values in their places.
    public String of(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    /// The words of one of many keys that begin alike; the key itself where it has none.
    public String named(String group, String key) {
        try {
            return bundle.getString(group + "." + key);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
