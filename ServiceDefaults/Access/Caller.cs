namespace Clinic.ServiceDefaults;

/// <summary>
/// Who acts in this request, reaction or due work, and which rows may be seen meanwhile. One per scope. The branches are those
/// in which the person holds the permission the act asks for, so a right at one branch opens nothing at another.
/// </summary>
public sealed class Caller
{
    /// <summary>The employee, or the account for people without one; empty for the platform itself.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The act while nobody has entered.</summary>
    public const string None = "none";

    /// <summary>For audit and event headers: <c>person:…</c> or <c>system:…</c>.</summary>
    public string Actor { get; private set; } = "system:none";

    /// <summary>What is being done, for the audit: the route or the reaction.</summary>
    public string Act { get; private set; } = None;

    /// <summary>Branches whose rows are in sight.</summary>
    public Guid[] Branches { get; private set; } = [];

    /// <summary>True when rows of every branch are in sight.</summary>
    public bool SeesGroup { get; private set; }

    /// <summary>All grants of the person; empty for the platform itself.</summary>
    public Grants Grants { get; private set; } = Grants.None;

    /// <summary>The message that caused this work, when it was a message.</summary>
    public Guid? Cause { get; private set; }

    /// <summary>True when a row of this branch may be created or changed here.</summary>
    public bool WorksIn(Guid branch) => SeesGroup || Branches.Contains(branch);

    /// <summary>A person enters with the permission that the act asks for.</summary>
    public void Enter(Guid person, Grants grants, string permission, string act)
    {
        PersonId = person;
        Actor = $"person:{person}";
        Act = act;
        Grants = grants;
        (Branches, SeesGroup) = (grants.BranchesOf(permission), grants.IsGroupWide(permission));
    }

    /// <summary>The platform itself acts under a named system actor, for one branch or, without one, for the group.</summary>
    public void EnterAsSystem(string actor, string act, Guid? branch, Guid? cause = null)
    {
        PersonId = Guid.Empty;
        Actor = $"system:{actor}";
        Act = act;
        Grants = Grants.None;
        Cause = cause;
        (Branches, SeesGroup) = (branch is { } at ? [at] : [], branch is null);
    }
}
