namespace Clinic.Registration.Premises.Staff;

/// <summary>
/// A certificate of the group's own training. Its issue and its withdrawal may be heard in either order, and a withdrawn one never holds
/// again.
/// </summary>
public sealed class StaffCertificate : IBranchScoped, IVersioned
{
    public Guid EmployeeId { get; init; }
    public required string Number { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>Unknown while only the withdrawal was heard.</summary>
    public DateTimeOffset? ValidUntil { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Until when it holds; nothing when it was withdrawn.</summary>
    public DateTimeOffset? HoldsUntil => WithdrawnAt is null ? ValidUntil : null;

    /// <summary>
    /// It was issued, to hold until then; of several days that were said the last counts, in whatever order they are heard.
    /// </summary>
    public void Issue(DateTimeOffset validUntil)
    {
        if (ValidUntil is null || ValidUntil < validUntil)
            ValidUntil = validUntil.ToUniversalTime();
    }

    /// <summary>What it was given for was taken back.</summary>
    public void Withdraw(DateTimeOffset at) => WithdrawnAt ??= at.ToUniversalTime();
}

/// <summary>The certificates of one person.</summary>
static class CertificatesOfStaff
{
    /// <summary>Something is heard of one certificate of a person who was hired; the one that holds longest counts.</summary>
    public static async Task ChangeCertificate(
        this RegistrationDb db,
        Guid person,
        string number,
        Action<StaffCertificate> change,
        CancellationToken stop
    )
    {
        await db.LockSubject(person, stop);
        var member = await db.KnownStaffMember(person, null, stop);
        var certificates = await db.StaffCertificates.Where(certificate => certificate.EmployeeId == person).ToListAsync(stop);
        var staffCertificate = certificates.Find(certificate => certificate.Number == number);
        if (staffCertificate is null)
        {
            staffCertificate = db.Add(
                new StaffCertificate
                {
                    EmployeeId = person,
                    Number = number,
                    BranchId = member.BranchId,
                }
            ).Entity;
            certificates.Add(staffCertificate);
        }
        change(staffCertificate);
        member.SetCertified(certificates.Max(certificate => certificate.HoldsUntil));
    }
}
