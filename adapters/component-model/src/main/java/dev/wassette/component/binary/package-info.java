/// The binary format of components: what a file says, before anybody asks whether it is valid.
///
/// [dev.wassette.component.binary.ComponentDecoder] turns bytes into a
/// [dev.wassette.component.binary.ComponentBinary], one class for each section of the format ("Component Model,
/// Binary Format Explainer"). Indices stay as they are in the file.
package dev.wassette.component.binary;
