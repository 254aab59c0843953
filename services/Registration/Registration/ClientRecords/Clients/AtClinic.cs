using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// Staff of the escort company work on the clients of a clinic for an engagement; their posts are at the company's own branch.
/// </summary>
static class AtClinic
{
    /// <summary>
    /// From now on the caller has this right at this branch, and nothing else anywhere; false where there is no clinic. Called before
    /// anything of a branch is read.
    /// </summary>
    public static async Task<bool> EnterClinic(this Caller caller, Guid branch, Permission right, RegistrationDb db, CancellationToken stop)
    {
        if (!await db.Branches.AnyAsync(clinic => clinic.Id == branch && clinic.Kind != BranchKind.EscortCompany, stop))
            return false;
        caller.Enter(caller.PersonId, Grants.Read([$"{branch}:{right.Code}"]), right.Code, caller.Act);
        return true;
    }
}
