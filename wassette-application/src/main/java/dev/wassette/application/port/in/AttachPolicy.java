package dev.wassette.application.port.in;

/// Gives a component a whole policy that was written elsewhere, or takes its policy away (contract F.4). A change holds
/// from the next call on. Safe for use by several threads.
public interface AttachPolicy {

    /// Replaces the policy of a loaded component by another one, after that has been checked.
    ///
    /// @param policyUri `file://` and an absolute path
    ChangePermissions.Outcome attach(String componentId, String policyUri);

    /// Removes the policy: the component may do nothing again.
    ChangePermissions.Outcome detach(String componentId);
}
