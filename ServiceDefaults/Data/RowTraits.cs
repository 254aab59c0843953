namespace Clinic.ServiceDefaults;

/// <summary>A row of one branch: seen and changed only by people and reactions that work for it.</summary>
public interface IBranchScoped
{
    /// <summary>The branch where the work happened.</summary>
    Guid BranchId { get; }
}

/// <summary>A row that also its own person may see, for example a payslip.</summary>
public interface IPersonScoped
{
    /// <summary>The employee the row is about.</summary>
    Guid PersonId { get; }
}

/// <summary>
/// A ledger, work record, trail or audit: rows are added, never changed or taken away; the login has no right to. Such a row
/// says itself who did what and when, so the audit does not repeat it.
/// </summary>
public interface IAppendOnly;

/// <summary>A figure that can be worked out again from append-only rows, kept to be quick; those rows are its record.</summary>
public interface IDerived;

/// <summary>A table without branch scope; the reason is printed in the catalog of exceptions and must say why nobody is harmed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutsideScopeAttribute(string reason) : Attribute
{
    /// <summary>Why the table needs no scope.</summary>
    public string Reason { get; } = reason;
}
