package dev.wassette.component.abi;

/// A value of the type would take more than [AbiLimits#MAX_TYPE_BYTES]. For the planner, which knows where the type is
/// used.
public final class TypeTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TypeTooLarge() {
        super("a value of the type takes more than " + AbiLimits.MAX_TYPE_BYTES + " bytes", null, false, false);
    }
}
