using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// A person the group serves, with the chart and the visit card opened at the first visit. Phone, address and
/// identity number are sealed under the client's own data key and found again by traces; the name stays readable, because
/// it is called out, sorted and searched by its beginning.
/// </summary>
public sealed class Client : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }

    /// <summary>The branch that registered the client.</summary>
    public Guid BranchId { get; init; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched, in simplified characters.</summary>
    public string NameSimplified { get; private set; } = "";

    /// <summary>The name as it is searched, in Latin letters.</summary>
    public string NameLatin { get; private set; } = "";

    /// <summary>The other way in which the name may be read; most have none.</summary>
    public string? NameLatinOther { get; private set; }

    /// <summary>The edition of the spelling by which the name was written for the search.</summary>
    public int SpellingEdition { get; private set; }

    public Sex Sex { get; private set; }
    public DateOnly BirthDate { get; private set; }
    public string Occupation { get; private set; } = "";
    public bool MobilityImpaired { get; private set; }

    /// <summary>The client's data key, wrapped; taken away when the client is made unknown.</summary>
    public byte[]? DataKey { get; private set; }

    public byte[]? SealedPhone { get; private set; }
    public byte[]? SealedAddress { get; private set; }
    public byte[]? SealedIdNumber { get; private set; }
    public byte[]? PhoneTrace { get; private set; }
    public byte[]? PhoneTailTrace { get; private set; }
    public byte[]? IdNumberTrace { get; private set; }

    /// <summary>Why there is no phone.</summary>
    public NoPhoneBecause? NoPhone { get; private set; }

    /// <summary>Which document the identity number is of; nothing while it is as a build before wrote it.</summary>
    public IdDocumentKind? IdKind { get; private set; }

    /// <summary>Of a passport: the country.</summary>
    public string? IdIssuedBy { get; private set; }

    /// <summary>Why the document says otherwise than the page, and both are right.</summary>
    public byte[]? SealedMismatchReason { get; private set; }

    /// <summary>Why the identity card was not shown; nothing once it was, or while nobody asked.</summary>
    public NoCardBecause? NoIdCard { get; private set; }

    public required string ChartNumber { get; init; }

    /// <summary>The card that counts; earlier ones were lost or damaged.</summary>
    public required string VisitCardNumber { get; set; }

    public DateTimeOffset RegisteredAt { get; init; }

    public Guid RegisteredBy { get; init; }

    /// <summary>The client who this one turned out to be; all visits and appointments are there.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>May be called and written to, to be looked after (AC-19).</summary>
    public bool CareConsent { get; private set; }

    /// <summary>May be told of offers (AC-19).</summary>
    public bool MarketingConsent { get; private set; }

    public ClientSegment Segment { get; private set; }

    /// <summary>A person said so, and the platform leaves it at that.</summary>
    public bool SegmentIsMarked { get; private set; }

    /// <summary>When the platform last sorted the client.</summary>
    public DateTimeOffset JudgedAt { get; private set; }

    /// <summary>Since when the chart lies in the archive, because nobody was here for years.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Since when nobody can say any more who it was.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>Version of what was said of the client; each fact of a change has the next one.</summary>
    public int EventVersion { get; private set; } = 1;

    public uint Version { get; private set; }

    /// <summary>The front page as it stands.</summary>
    public FrontPage Page(ClientVault vault)
    {
        var number = Opened(vault, Sealed.IdNumber, SealedIdNumber);
        return new(
            Name,
            Sex,
            BirthDate,
            Occupation,
            Opened(vault, Sealed.Address, SealedAddress) ?? "",
            Opened(vault, Sealed.Phone, SealedPhone),
            NoPhone,
            number,
            IdKind ?? (number is null ? null : IdDocument.Read(number).Document?.Kind),
            IdIssuedBy,
            Opened(vault, Sealed.MismatchReason, SealedMismatchReason),
            MobilityImpaired
        );
    }

    /// <summary>Writes the front page anew; what did not change keeps its seal.</summary>
    public void Write(FrontPage page, ClientVault vault)
    {
        DataKey ??= vault.NewKey(Id);
        var before = Page(vault);
        Spell(page.Name);
        Sex = page.Sex;
        BirthDate = page.BirthDate;
        Occupation = page.Occupation;
        MobilityImpaired = page.MobilityImpaired;
        if (page.Address != before.Address)
            SealedAddress = vault.Seal(DataKey, Id, Sealed.Address, page.Address);
        NoPhone = page.NoPhone;
        if (page.Phone != before.Phone)
        {
            SealedPhone = page.Phone is { } phone ? vault.Seal(DataKey, Id, Sealed.Phone, phone) : null;
            PhoneTrace = page.Phone is { } whole ? vault.Trace(TraceOf.Phone, whole) : null;
            PhoneTailTrace = page.Phone is { } ending ? vault.Trace(TraceOf.PhoneTail, PhoneNumber.Tail(ending)) : null;
        }
        if (page.MismatchReason != before.MismatchReason)
            SealedMismatchReason = page.MismatchReason is { } reason ? vault.Seal(DataKey, Id, Sealed.MismatchReason, reason) : null;
        WriteDocument(page, before, vault);
    }

    void WriteDocument(FrontPage page, FrontPage before, ClientVault vault)
    {
        (IdKind, IdIssuedBy) = (page.IdKind, page.IdIssuedBy);
        if ((page.IdNumber, page.IdKind, page.IdIssuedBy) == (before.IdNumber, before.IdKind, before.IdIssuedBy))
            return;

        SealedIdNumber = page.IdNumber is { } number ? vault.Seal(DataKey!, Id, Sealed.IdNumber, number) : null;
        IdNumberTrace = page.IdNumber is { } shown ? vault.Trace(TraceOf.IdNumber, page.Document()?.SearchKey ?? shown) : null;
        if (page.IdNumber is not null)
            NoIdCard = null;
    }

    void Spell(string name)
    {
        var readings = NameSpelling.Readings(name);
        (Name, NameSimplified, SpellingEdition) = (name, NameSpelling.Simplified(name), NameSpelling.Edition);
        (NameLatin, NameLatinOther) = (readings[0], readings.Count > 1 ? readings[1] : null);
    }

    /// <summary>What an earlier build wrote, as it is written today; says nothing else than before.</summary>
    public void Rewrite(ClientVault vault)
    {
        SpellingEdition = NameSpelling.Edition;
        if (DataKey is null)
            return;
        var page = Page(vault);
        Write((page with { Name = PersonNameAttribute.Cleaned(page.Name) }).Kept(), vault);
    }

    /// <summary>The data key is wrapped by another secret from now on; what it sealed stays as it is.</summary>
    public void Rewrap(ClientVault vault) => DataKey = vault.Rewrap(DataKey!, Id);

    /// <summary>R-320: the identity card was asked for and not shown.</summary>
    public void NoteNoCard(NoCardBecause? because) => NoIdCard = because;

    /// <summary>Turned out to be another client .</summary>
    public Refusal? MergeInto(Client kept)
    {
        if (kept.Id == Id || kept.BranchId != BranchId)
            return ClientRecordRefusals.MergeImpossible;
        if (MergedInto is not null || kept.MergedInto is not null)
            return ClientRecordRefusals.ClientIsMerged;

        (MergedInto, EventVersion) = (kept.Id, EventVersion + 1);
        return null;
    }

    /// <summary>Is somebody else after all.</summary>
    public void Separate() => (MergedInto, EventVersion) = (null, EventVersion + 1);

    /// <summary>Agreed, or not any more, to be contacted.</summary>
    public void SetContactConsent(ConsentKind what, bool agreed)
    {
        if (what == ConsentKind.Care)
            CareConsent = agreed;
        else
            MarketingConsent = agreed;
    }

    /// <summary>What is said of a change of flags, each time with the next version.</summary>
    public ClientUpdated NextUpdate(DateTimeOffset now)
    {
        EventVersion++;
        return AsItStands() with { OccurredAt = now };
    }

    /// <summary>The flags as they stand, which were there when the client was registered or were said since.</summary>
    public ClientUpdated AsItStands() => new(Id, BranchId, MobilityImpaired, CareConsent, MarketingConsent, RegisteredAt, EventVersion);

    /// <summary>R-110: belongs to another group.</summary>
    public void MoveToSegment(ClientSegment segment) => (Segment, EventVersion) = (segment, EventVersion + 1);

    /// <summary>A person's word counts, or no longer; then the platform sorts the client in its next round.</summary>
    public void MarkSegment(bool marked) => (SegmentIsMarked, JudgedAt) = (marked, marked ? JudgedAt : default);

    /// <summary>R-105: sorted, and into the archive or out of it.</summary>
    public void NoteSorted(bool longGone, DateTimeOffset now) => (JudgedAt, ArchivedAt) = (now, longGone ? ArchivedAt ?? now : null);

    /// <summary>A-39: nobody can say any more who it was; the record itself stays, for its figures.</summary>
    public void Forget(DateTimeOffset now)
    {
        Name = "";
        NameSimplified = "";
        NameLatin = "";
        NameLatinOther = null;
        Occupation = "";
        BirthDate = new(BirthDate.Year, 1, 1);
        DataKey = null;
        SealedPhone = null;
        SealedAddress = null;
        SealedIdNumber = null;
        PhoneTrace = null;
        PhoneTailTrace = null;
        IdNumberTrace = null;
        IdIssuedBy = null;
        SealedMismatchReason = null;
        CareConsent = false;
        MarketingConsent = false;
        ForgottenAt = now;
    }

    /// <summary>What was sealed under the client's data key; nothing once that is gone.</summary>
    public string? Opened(ClientVault vault, Sealed what, byte[]? seal) =>
        DataKey is { } key && seal is not null ? vault.Decrypt(key, Id, what, seal) : null;
}
