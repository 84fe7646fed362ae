package dev.wassette.component.type;

/// A resource type: known, imported or abstract. Only the identity of the object counts.
final class ResourceId {}
