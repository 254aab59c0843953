namespace Clinic.Escort.Escorts;

/// <summary>
/// A certificate of the company's own training that a person was given, as far as it was heard of: it may be withdrawn before its
/// issue is heard.
/// </summary>
public sealed class HeldCertificate : IBranchScoped, IPersonScoped
{
    public Guid PersonId { get; init; }
    public required string Number { get; init; }
    public Guid BranchId { get; init; }
    public DateTimeOffset? IssuedAt { get; private set; }
    public DateTimeOffset? ValidUntil { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>True when it was issued and not withdrawn since.</summary>
    public bool Counts => IssuedAt is not null && !(WithdrawnAt >= IssuedAt);

    /// <summary>It was issued; of several words under one number the one that lasts longest counts.</summary>
    public void Issue(DateTimeOffset at, DateTimeOffset until)
    {
        if (IssuedAt is null || at > IssuedAt)
            IssuedAt = at.ToUniversalTime();
        if (ValidUntil is null || until > ValidUntil)
            ValidUntil = until.ToUniversalTime();
    }

    /// <summary>What it was given for was taken back.</summary>
    public void Withdraw(DateTimeOffset at)
    {
        if (WithdrawnAt is null || at > WithdrawnAt)
            WithdrawnAt = at.ToUniversalTime();
    }
}
