package org.yuanjian.face;

/// What the manifest says of one model.
///
/// @param file in the folder of models
/// @param sha256 what its bytes hash to, in lower-case hex
record ModelCard(String file, String sha256) {}
