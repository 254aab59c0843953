using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>One escort branch, each person with the rights of the post.</summary>
public sealed class TestSite(EscortService service, Guid branch, Guid lead)
{
    static readonly string[] EscortRights = ["engagements.serve", "engagements.read-own"],
        LeadRights =

        [
            "engagements.lead",
            "engagements.read",
            "engagements.read-file",
            "escorts.read",
            "escorts.reinstate",
            "escorts.feedback",
            "trail.read",
            "policies.write",
        ];

    int slots;

    public Guid Branch => branch;

    /// <summary>A clinic of the same group, another branch.</summary>
    public Guid Clinic { get; } = Guid.CreateVersion7();

    public EscortService Service => service;

    public Person Lead { get; } = service.As(lead, (branch, LeadRights));

    public Person Agent { get; } = service.At(branch, "engagements.inquire", "engagements.read");

    /// <summary>A person with an escort's rights, whatever else is missing.</summary>
    public Person AsEscort(Guid id) => service.As(id, (branch, EscortRights));

    /// <summary>An escort with certificate and agreement.</summary>
    public async Task<Person> ActiveEscort()
    {
        var id = await service.Hire(branch, Post.Escort);
        await service.Sign(id, branch);
        await service.Certify(id, branch);
        return AsEscort(id);
    }

    /// <summary>A span of an hour that no other test of this site uses, beginning within the hours of a second confirmation.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Slot()
    {
        var now = service.Clock.GetUtcNow();
        var from = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(
            2 + (2 * Interlocked.Increment(ref slots))
        );
        return (from, from.AddHours(1));
    }

    /// <summary>An engagement of a new client, not yet called in.</summary>
    public async Task<Steps> NewCall(Guid? client = null) => new(this, client ?? await service.Register(Clinic), Slot());

    /// <summary>How many facts of a kind a case has.</summary>
    public Task<long> Facts(Guid caseId, string type) =>
        service.Database.Count($"trail WHERE case_id = '{caseId}' AND type = '{type}' AND kind = 'fact'");

    /// <summary>Where an escort stands.</summary>
    public async Task<string?> Status(Guid escort) => (await Lead.Get($"/escorts/{escort}")).Ok()["status"].GetString();

    /// <summary>Every reason why an escort cannot be assigned to an engagement; none when the escort can.</summary>
    public async Task<string?[]> WhyNot(Steps call, Guid escort) =>
        [
            .. (await Lead.Get(call.Path("candidates")))
                .Ok()
                .Body.EnumerateArray()
                .Single(candidate => candidate.GetProperty("escortId").GetGuid() == escort)
                .GetProperty("reasons")
                .EnumerateArray()
                .Select(reason => reason.GetString()),
        ];
}
