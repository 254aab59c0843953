using System.ComponentModel.DataAnnotations;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Clients;

/// <summary>As the identity card says.</summary>
public enum Sex { Female, Male, Unspecified }

/// <summary>The front page of a chart: the six required fields, with the birth date instead of an age that grows old.</summary>
/// <param name="Phone">A mobile number of the mainland or of Taiwan, with or without the country's prefix.</param>
/// <param name="IdNumber">Of the identity card, when it was shown .</param>
public sealed record FrontPage(
    [property: Text(100)] string Name, Sex Sex, DateOnly BirthDate,
    [property: RegularExpression(PhoneNumber.Pattern)] string Phone,
    [property: Text(100)] string Occupation, [property: Text(200)] string Address,
    [property: RegularExpression("[0-9]{17}[0-9X]|[A-Z][12][0-9]{8}")] string? IdNumber = null, bool MobilityImpaired = false)
{
    static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Null when a person of this front page can exist.</summary>
    public Refusal? Refuses(DateTimeOffset now) =>
        BirthDate < Earliest || BirthDate > DateOnly.FromDateTime(now.UtcDateTime.AddDays(1)) ? Refusals.BirthDateImpossible : null;

    /// <summary>The front page as kept.</summary>
    public FrontPage Kept() => this with { Name = Name.Kept(), Phone = PhoneNumber.Kept(Phone), Occupation = Occupation.Kept(), Address = Address.Kept() };
}

/// <summary>A person the group serves, with the chart and the visit card opened at the first visit .</summary>
public sealed class Client : IOfBranch, IVersioned
{
    public Guid Id { get; init; }

    /// <summary>The branch that registered the client.</summary>
    public Guid BranchId { get; init; }

    public string Name { get; private set; } = "";
    public Sex Sex { get; private set; }
    public DateOnly BirthDate { get; private set; }
    public string Phone { get; private set; } = "";
    public string Occupation { get; private set; } = "";
    public string Address { get; private set; } = "";
    public string? IdNumber { get; private set; }
    public bool MobilityImpaired { get; private set; }
    public required string ChartNumber { get; init; }
    public required string VisitCardNumber { get; init; }
    public DateTimeOffset RegisteredAt { get; init; }
    public uint Version { get; private set; }

    /// <summary>The front page as it stands.</summary>
    public FrontPage Page() => new(Name, Sex, BirthDate, Phone, Occupation, Address, IdNumber, MobilityImpaired);

    /// <summary>Writes the front page anew.</summary>
    public void Write(FrontPage page) => (Name, Sex, BirthDate, Phone, Occupation, Address, IdNumber, MobilityImpaired) =
        (page.Name, page.Sex, page.BirthDate, page.Phone, page.Occupation, page.Address, page.IdNumber, page.MobilityImpaired);
}

/// <summary>The last chart number of a branch.</summary>
public sealed class ChartCounter : IOfBranch
{
    public Guid BranchId { get; init; }
    public int LastNumber { get; init; }
}
