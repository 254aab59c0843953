using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>The people of an escort company with what each of them needs a second of: a colleague, and one in another company.</summary>
sealed class InvalidRequestCast(ClinicGroup group)
{
    static readonly string[] Posts = ["CustomerServiceAgent", "EscortLead", "BranchManager", "Trainer", "QualityOfficer"];

    /// <summary>Those of another company who have the same posts.</summary>
    public sealed record Strangers(Guid Branch, Member Agent, Member Lead, Member Manager, Member Trainer, Member Quality);

    public PlatformClient Platform => group.Platform;
    public Branch? Clinic { get; private set; }
    public Branch Company { get; private set; } = null!;
    public EscortSite TestSite { get; private set; } = null!;
    public Member Manager { get; private set; } = null!;
    public Member Trainer { get; private set; } = null!;
    public Member SecondTrainer { get; private set; } = null!;
    public Member Quality { get; private set; } = null!;
    public Member Escort { get; private set; } = null!;
    public Member OtherEscort { get; private set; } = null!;
    public Member OtherBranchEscort { get; private set; } = null!;

    /// <summary>Greets at the company and may do nothing of the story.</summary>
    public Member Clerk { get; private set; } = null!;

    public Strangers Other { get; private set; } = null!;
    public TrainingStory Training { get; private set; } = null!;

    /// <summary>Opens two companies, and a clinic where one is needed.</summary>
    public static async Task<InvalidRequestCast> Hire(ClinicGroup group, bool withClinic = false)
    {
        InvalidRequestCast cast = new(group)
        {
            Clinic = withClinic ? await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 1) : null,
        };
        cast.Company = await group.OpenBranch("EscortCompany");
        var other = await group.OpenBranch("EscortCompany");
        var own = await Task.WhenAll(
            Posts.Concat(["Trainer", "Escort", "Escort", "Guide"]).Select(post => group.Hire(cast.Company.Id, post))
        );
        var strangers = await Task.WhenAll(Posts.Append("Escort").Select(post => group.Hire(other.Id, post)));
        cast.TestSite = new(cast.Company.Id, own[0], own[1]);
        cast.Manager = own[2];
        cast.Trainer = own[3];
        cast.Quality = own[4];
        cast.SecondTrainer = own[5];
        cast.Escort = own[6];
        cast.OtherEscort = own[7];
        cast.Clerk = own[8];
        cast.Other = new(other.Id, strangers[0], strangers[1], strangers[2], strangers[3], strangers[4]);
        cast.OtherBranchEscort = strangers[5];
        cast.Training = new(cast.Company, cast.Trainer);
        return cast;
    }

    /// <summary>Gives somebody a role besides the post, in one branch or in the whole group.</summary>
    public async Task<Member> AlsoAs(Member member, string role, Guid? branch = null)
    {
        (
            await group.Administrator.Post(
                $"/api/identity/accounts/{member.Id}/grants",
                new
                {
                    id = Guid.CreateVersion7(),
                    role,
                    reason = "stands in for a colleague",
                    branchId = branch,
                }
            )
        ).Ok();
        await member.Token(anew: true);
        return member;
    }

    /// <summary>What a service told of a case, and what happened there because of it, as the manager sees it.</summary>
    public async Task<string> Facts(string service, Guid caseId) =>
        (await Manager.Get($"/api/{service}/trail/{caseId}"))
            .Ok()
            .Body.GetArrayLength()
            .ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Waits for what a service does by itself.</summary>
    public Task Happens(Guid caseId, string effect) =>
        Eventually.Is(async () =>
            (await Manager.Get($"/trail/{caseId}"))
                .Ok()["steps"]
                .EnumerateArray()
                .Any(step => step.GetProperty("type").GetString() == effect)
        );

    /// <summary>Moves the platform's clock to an instant, unless it has come.</summary>
    public async Task Until(DateTimeOffset when)
    {
        if (when > Platform.Now)
            await Platform.MoveClock(group.Administrator, when - Platform.Now);
    }
}
