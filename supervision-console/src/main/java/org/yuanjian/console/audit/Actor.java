package org.yuanjian.console.audit;

/// Who acts. The id stands in the record for good; name and address stand beside it and can be
/// deleted.
///
/// @param id of an account, of a platform ticket, or `system`
/// @param name as people know it
/// @param address from where; empty where nothing came over the network
public record Actor(String id, String name, String address) {
    /// What the gateway does by itself.
    public static final Actor SYSTEM = new Actor("system", "", "");

    /// Somebody at the machine itself.
    public static final Actor MACHINE = new Actor("machine", "", "");
}
