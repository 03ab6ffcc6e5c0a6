package org.yuanjian.camera.store;

/// The tables of one module, which grow by migrations of their own.
///
/// @param history table in which is kept how far they have grown
/// @param migrations folder of the class path
public record SqlSchema(String history, String migrations) {}
