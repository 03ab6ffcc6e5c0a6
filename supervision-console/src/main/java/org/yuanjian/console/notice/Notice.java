package org.yuanjian.console.notice;

import java.util.Map;

/// Something that just happened and concerns a region.
///
/// @param kind such as `break_glass`; stable
/// @param region code of the smallest region it concerns; empty for all
/// @param object id of what it is about, a point's code for example; empty for none
/// @param facts what a reader needs, ids and figures and keys
public record Notice(String kind, String region, String object, Map<String, String> facts) {
    public Notice {
        facts = Map.copyOf(facts);
    }
}
