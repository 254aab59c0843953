using System.Text.Json;
using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>One of the six required fields of a front page, or how the identity card stands .</summary>
public enum PageField
{
    Name,
    Sex,
    BirthDate,
    Phone,
    Occupation,
    Address,
    IdCard,
}

/// <summary>As much of a front page as is known: what the client filled in, and what the desk asked for.</summary>
/// <param name="NoPhone">Why there is no phone.</param>
/// <param name="IdNumber">Read off the identity card or another document that was shown.</param>
/// <param name="NoIdCard">Why none was shown.</param>
/// <param name="MismatchReason">Why the document says another birth date or sex than the page, and both are right.</param>
public sealed record PartialPage(
    [property: PersonName(100)] string? Name = null,
    Sex? Sex = null,
    DateOnly? BirthDate = null,
    [property: Telephone] string? Phone = null,
    [property: Text(100)] string? Occupation = null,
    [property: Text(200)] string? Address = null,
    [property: DocumentPart] string? IdNumber = null,
    NoCardBecause? NoIdCard = null,
    bool MobilityImpaired = false,
    NoPhoneBecause? NoPhone = null,
    [property: DocumentPart] IdDocumentKind? IdKind = null,
    [property: DocumentPart] string? IdIssuedBy = null,
    [property: Text(300, Least = 5)] string? MismatchReason = null
) : IPersonDetails, IValidatableObject
{
    /// <summary>What has still to be asked for.</summary>
    public IReadOnlyList<PageField> Missing() =>
        [
            .. new (PageField Field, bool IsThere)[]
            {
                (PageField.Name, Name is not null),
                (PageField.Sex, Sex is not null),
                (PageField.BirthDate, BirthDate is not null),
                (PageField.Phone, Phone is not null || NoPhone is not null),
                (PageField.Occupation, Occupation is not null),
                (PageField.Address, Address is not null),
                (PageField.IdCard, IdNumber is not null || NoIdCard is not null),
            }
                .Where(pair => !pair.IsThere)
                .Select(pair => pair.Field),
        ];

    /// <summary>Null when a person of this page can exist on this day of the branch.</summary>
    public Refusal? CheckDetails(DateOnly today)
    {
        if (BirthDate is { } born && !FrontPage.CanBeBorn(born, today))
            return ClientRecordRefusals.BirthDateImpossible;
        return IdNumber is not null && NoIdCard is not null
            ? ClientRecordRefusals.CardShownOrNot
            : this.Document().CheckDocument(BirthDate, Sex, MismatchReason, today);
    }

    /// <summary>What can be checked only together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => this.Objections(isWhole: false);

    /// <summary>As kept.</summary>
    public PartialPage Kept()
    {
        var document = this.Document();
        return this with
        {
            Name = Name?.Normalized(),
            Phone = Phone is { } phone ? PhoneNumber.Normalized(phone) : null,
            Occupation = Occupation?.Normalized(),
            Address = Address?.Normalized(),
            IdNumber = document?.Number ?? IdNumber,
            IdKind = document?.Kind ?? IdKind,
            IdIssuedBy = document?.IssuedBy,
            MismatchReason = document.MismatchesWith(BirthDate, Sex).Count > 0 ? MismatchReason?.Normalized() : null,
        };
    }

    /// <summary>The whole front page; only once nothing is missing.</summary>
    public FrontPage Whole() =>
        new FrontPage(
            Name!,
            Sex!.Value,
            BirthDate!.Value,
            Occupation!,
            Address!,
            Phone,
            NoPhone,
            IdNumber,
            IdKind,
            IdIssuedBy,
            MismatchReason,
            MobilityImpaired
        ).Kept();
}

/// <summary>
/// A front page on its way from the client's hand to a chart (WF-05 3 to 5, WF-35 1 to 3): the client fills in a part, the desk asks
/// for the rest, and it becomes a chart the same day, before closing. Its content is sealed like the client's own and leaves it once
/// charted.
/// </summary>
public sealed class StartedPage : IBranchScoped, IVersioned
{
    /// <summary>Of the client to be.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; init; }

    /// <summary>The clinic day on which the client came.</summary>
    public DateOnly Day { get; init; }

    public Guid StartedBy { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public byte[]? DataKey { get; private set; }
    public byte[]? SealedContent { get; private set; }

    /// <summary>What has still to be asked for.</summary>
    public IReadOnlyList<PageField> Missing { get; private set; } = [];

    /// <summary>When it became a chart, or was put away.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>True when it became a chart.</summary>
    public bool Charted { get; private set; }

    /// <summary>Why there will be no chart.</summary>
    public string? PutAwayBecause { get; private set; }

    public uint Version { get; private set; }

    /// <summary>What is known so far.</summary>
    public PartialPage Content(ClientVault vault) =>
        DataKey is { } key && SealedContent is { } content
            ? JsonSerializer.Deserialize<PartialPage>(vault.Decrypt(key, Id, Sealed.Page, content), Json.Wire)!
            : new();

    /// <summary>Writes down what is known now, all of it.</summary>
    public Refusal? Write(PartialPage page, ClientVault vault)
    {
        if (EndedAt is not null)
            return ClientRecordRefusals.FrontPageEnded;

        DataKey ??= vault.NewKey(Id);
        (SealedContent, Missing) = (vault.Seal(DataKey, Id, Sealed.Page, JsonSerializer.Serialize(page, Json.Wire)), page.Missing());
        return null;
    }

    /// <summary>The data key is wrapped by another secret from now on; what it sealed stays as it is.</summary>
    public void Rewrap(ClientVault vault) => DataKey = vault.Rewrap(DataKey!, Id);

    /// <summary>R-103, R-320: only a complete one becomes a chart.</summary>
    public Refusal? CheckComplete() =>
        EndedAt is not null ? ClientRecordRefusals.FrontPageEnded
        : Missing.Count > 0 ? ClientRecordRefusals.FrontPageIncomplete(Missing)
        : null;

    /// <summary>Became a chart, which holds its content from now on.</summary>
    public void BecomeChart(DateTimeOffset now)
    {
        Charted = true;
        EndedAt = now;
        DataKey = null;
        SealedContent = null;
    }

    /// <summary>The client went again, or has a chart already; what was written is unreadable from now on.</summary>
    public Refusal? PutAway(string because, DateTimeOffset now)
    {
        if (EndedAt is not null)
            return ClientRecordRefusals.FrontPageEnded;

        PutAwayBecause = because;
        EndedAt = now;
        DataKey = null;
        SealedContent = null;
        return null;
    }
}
