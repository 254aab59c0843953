using System.Text.Json;
using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>Each round of a complaint has its own times and warnings, and those of the round before are settled.</summary>
public sealed class ComplaintRoundTests(FeedbackService service) : IClassFixture<FeedbackService>
{
    [Fact]
    [Rule("R-048", "R-087", "R-088")]
    public async Task A_reopened_complaint_gets_new_times_and_warnings_for_answer_and_result()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Closed");
        await Passes(50);
        Assert.Empty(await complaint.Ladder());
        var reopened = (await complaint.Reopen()).Ok();
        var now = service.Clock.GetUtcNow();
        Assert.InRange(reopened["firstResponseDueAt"].GetDateTimeOffset() - now, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        Assert.InRange(reopened["resolutionDueAt"].GetDateTimeOffset() - now, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));

        await Passes(0.95);
        Assert.Empty(await complaint.Ladder());
        await Passes(0.1);
        Assert.Equal(["FirstResponseOverdue 1 BranchManager"], await complaint.Ladder());
        (await complaint.Answer()).Ok();
        await Passes(22.8);
        Assert.Equal(["FirstResponseOverdue 1 BranchManager"], await complaint.Ladder());
        await Passes(0.3);

        Assert.Equal(["FirstResponseOverdue 1 BranchManager", "ResolutionOverdue 1 BranchManager"], await complaint.Ladder());
        Assert.Equal(
            [0, 1, 1],
            (await complaint.Look()).GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("round").GetInt32())
        );
        await complaint.Until("Closed");
        await Passes(10);
        Assert.Equal(2, (await complaint.Ladder()).Length);
    }

    [Fact]
    [Rule("R-048", "R-089", "R-117")]
    public async Task Each_round_of_talks_has_its_own_time_for_a_result_and_settles_the_one_before()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("SolutionProposed");
        await Passes(24.1);
        Assert.Equal(["ResolutionOverdue 1 BranchManager"], await complaint.Ladder());
        (await complaint.Tell()).Ok();
        (await complaint.Dissatisfied()).Ok();

        await Passes(23.8);
        Assert.Equal(["ResolutionOverdue 1 BranchManager"], await complaint.Ladder());
        await Passes(0.3);
        Assert.Equal(["ResolutionOverdue 1 BranchManager", "ResolutionOverdue 1 BranchManager"], await complaint.Ladder());
        (await complaint.Propose()).Ok();
        (await complaint.Tell()).Ok();
        (await complaint.Dissatisfied()).Ok();
        (await complaint.CloseUnsatisfied()).Ok();
        await Passes(30);

        Assert.Equal(2, (await complaint.Ladder()).Length);
        var history = (await complaint.Look()).GetProperty("history").EnumerateArray().ToArray();
        Assert.Equal([0, 1, 2], history.Select(round => round.GetProperty("number").GetInt32()));
        Assert.All(history, round => Assert.NotEqual(JsonValueKind.Null, round.GetProperty("endedAt").ValueKind));
        Assert.Equal(JsonValueKind.Null, history[2].GetProperty("resultToldAt").ValueKind);
        Assert.Equal(2, await site.Facts(complaint.Case, nameof(ComplaintResolutionOverdue)));
        Assert.Equal(0, await service.Database.Count($"due WHERE branch_id = '{site.Branch}'"));
    }

    [Fact]
    [Rule("R-048")]
    public async Task A_reopening_is_said_with_its_round_a_code_and_a_higher_version_and_the_same_words_say_it_once()
    {
        await service.Bus.Listen<ComplaintReopened>();
        var site = await service.OpenSite();
        var filing = site.Filing();
        filing["clientId"] = Guid.CreateVersion7();
        (await site.Desk.Post("/complaints", filing)).Ok();
        CaseSteps complaint = new(site, (Guid)filing["id"]!, (Guid)filing["engagementId"]!);
        await complaint.Until("Closed");
        var version = (await complaint.Look()).GetProperty("version").GetInt32();

        var first = (await complaint.Reopen()).Ok();
        Assert.Equal(first.Text, (await complaint.Reopen()).Ok().Text);

        await service.Bus.Hears<ComplaintReopened>(
            1,
            fact =>
                fact.ComplaintId == complaint.Id
                && fact.ClientId == (Guid)filing["clientId"]!
                && fact.Round == 1
                && fact.ReasonCode == "ClientCameBack"
                && fact.Version == version + 1
        );
        Assert.Equal(1, await site.Facts(complaint.Case, nameof(ComplaintReopened)));
    }

    [Fact]
    [Rule("R-047")]
    public async Task Found_again_after_somebody_else_was_the_same_person_is_responsible_once_more()
    {
        await service.Bus.Listen<ComplaintResponsibilityDetermined>();
        var site = await service.OpenSite();
        var other = await service.Hire(site.Branch, Payroll.Contracts.Post.Doctor);
        var complaint = await (await site.Filed(other)).Until("Closed");
        foreach (var responsible in new[] { other, site.Escort })
        {
            (await complaint.Reopen()).Ok();
            (await complaint.Appoint(site.Manager.Id, site.Director)).Ok();
            (await complaint.Find(responsible, site.Manager)).Ok();
            (await complaint.Propose()).Ok();
            (await complaint.Tell()).Ok();
            (await complaint.Satisfied()).Ok();
            (await complaint.Track()).Ok();
            (await complaint.Close()).Ok();
        }

        Assert.Equal(["Cancelled", "Cancelled", "Assigned"], await complaint.Actions());
        await service.Bus.Hears<ComplaintResponsibilityDetermined>(3, fact => fact.ComplaintId == complaint.Id);
        var found = service.Bus.Heard<ComplaintResponsibilityDetermined>().Where(fact => fact.ComplaintId == complaint.Id).ToList();
        Assert.Equal<Guid?>([site.Escort, other, site.Escort], found.OrderBy(fact => fact.Version).Select(fact => fact.ResponsibleId));
    }

    [Fact]
    [Rule("R-087", "R-117")]
    public async Task The_manager_reads_what_was_reported_without_opening_it_and_nobody_reads_of_themselves()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (about, other) = (await site.Filed(site.Quality.Id), await site.Filed());
        await site.Filed(site.Manager.Id);

        var read = (await site.Manager.Get($"/complaints/notices?branch={site.Branch}&to=BranchManager")).Ok();

        Assert.Equal([other.Id, about.Id], Ids(read));
        Assert.All(
            read.Body.EnumerateArray(),
            line =>
                Assert.Equal(
                    ("Report", "Reported", "first-answer"),
                    (line.GetProperty("kind").GetString(), line.GetProperty("status").GetString(), line.GetProperty("nextStep").GetString())
                )
        );
        Assert.DoesNotContain("Zhang", read.Text, StringComparison.Ordinal);
        Assert.Equal([other.Id], Ids((await site.Quality.Get($"/complaints/notices?branch={site.Branch}&to=BranchManager")).Ok()));
        Assert.Single((await site.Director.Get($"/complaints/notices?branch={site.Branch}&to=Director")).Ok().Body.EnumerateArray());
        Assert.Equal("not-found", (await elsewhere.Manager.Get($"/complaints/notices?branch={site.Branch}")).Code);
        Assert.Equal("forbidden", (await site.Desk.Get($"/complaints/notices?branch={site.Branch}")).Code);
        await Passes(1.1);
        Assert.Equal(4, Ids((await site.Manager.Get($"/complaints/notices?branch={site.Branch}&to=BranchManager")).Ok()).Length);
    }

    async Task Passes(double hours)
    {
        await service.MoveClock(TimeSpan.FromHours(hours));
        await service.NoDeadlineIsDue();
    }

    static Guid[] Ids(Answer notices) => [.. notices.Body.EnumerateArray().Select(line => line.GetProperty("complaintId").GetGuid())];
}
