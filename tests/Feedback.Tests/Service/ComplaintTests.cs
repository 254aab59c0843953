using System.Text.Json;
using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ComplaintTests(FeedbackService service)
{
    [Fact]
    [Rule("R-047", "R-048", "R-090")]
    public async Task A_complaint_goes_from_filing_to_closing_and_every_fact_has_a_higher_version()
    {
        await Task.WhenAll(
            service.Bus.Listen<ComplaintFiled>(),
            service.Bus.Listen<ComplaintResponsibilityDetermined>(),
            service.Bus.Listen<ComplaintClosed>()
        );
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("ResultCommunicated");
        (await complaint.Dissatisfied()).Ok();
        (await complaint.Propose()).Ok();
        (await complaint.Tell()).Ok();
        (await complaint.Satisfied()).Ok();
        (await complaint.Track()).Ok();
        Assert.Equal("Closed", (await complaint.Close()).Ok()["status"].GetString());

        await service.Bus.Hears<ComplaintClosed>(1, fact => fact.ComplaintId == complaint.Id);
        var filed = service.Bus.Heard<ComplaintFiled>().Single(fact => fact.ComplaintId == complaint.Id);
        var found = service.Bus.Heard<ComplaintResponsibilityDetermined>().Single(fact => fact.ComplaintId == complaint.Id);
        var closed = service.Bus.Heard<ComplaintClosed>().Single(fact => fact.ComplaintId == complaint.Id);
        Assert.Equal((site.Escort, "Phone", 1), (filed.AccusedIds.Single(), filed.ChannelCode, filed.Version));
        Assert.Equal(
            (site.Escort, "ServiceAttitude", Severity.Major, 3),
            (found.ResponsibleId!.Value, found.CauseCode, found.Severity, found.Version)
        );
        Assert.Equal((true, 1, true, 6), (closed.Upheld, closed.Rounds, closed.WithinTime, closed.Version));
        foreach (
            var type in new[]
            {
                "ComplaintFiled",
                "ComplaintFirstResponded",
                "ComplaintResponsibilityDetermined",
                "ComplaintRenegotiated",
                "ComplaintSatisfied",
                "ComplaintClosed",
                "ImprovementActionAssigned",
            }
        )
            Assert.Equal(1, await site.Facts(complaint.Case, type));
        Assert.Equal(
            [
                "Filed",
                "Reported",
                "FirstAnswered",
                "InvestigatorAppointed",
                "CauseFound",
                "SolutionProposed",
                "ResultTold",
                "Dissatisfied",
                "SolutionProposed",
                "ResultTold",
                "Satisfied",
                "Tracked",
                "Closed",
            ],
            (await complaint.Look()).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString())
        );
    }

    [Theory]
    [InlineData("clientName")]
    [InlineData("contact")]
    [InlineData("matter")]
    [InlineData("happenedAt")]
    [Rule("R-086")]
    public async Task Without_one_of_the_four_required_fields_nothing_is_filed(string field)
    {
        var site = await service.OpenSite();
        var (without, empty) = (site.Filing(), site.Filing());
        without.Remove(field);
        empty[field] = field == "happenedAt" ? service.Clock.GetUtcNow().AddMinutes(5) : "  ";

        await Refused(
            field == "happenedAt" ? ["bad-request", "happened-in-future"] : ["bad-request"],
            () => site.Desk.Post("/complaints", without)
        );
        await Refused(
            field == "happenedAt" ? ["bad-request", "happened-in-future"] : ["bad-request"],
            () => site.Desk.Post("/complaints", empty)
        );
    }

    [Theory]
    [InlineData("Phone")]
    [InlineData("Email")]
    [InlineData("OnlineCs")]
    [InlineData("OnSite")]
    [Rule("R-045")]
    public async Task A_complaint_comes_in_by_each_channel_and_says_which(string channel)
    {
        var site = await service.OpenSite();
        var filing = site.Filing();
        filing["channel"] = channel;
        (await site.Desk.Post("/complaints", filing)).Ok();

        Assert.Equal(channel, (await site.Agent.Get($"/complaints/{filing["id"]}")).Ok()["channel"].GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_complaint_about_a_service_that_is_over_is_about_the_client_who_was_served(bool accompanied)
    {
        var site = await service.OpenSite();
        await service.Bus.Listen<ComplaintFiled>();
        var now = service.Clock.GetUtcNow();
        var (visit, trip) = (FeedbackService.Visit(site.Branch, now), FeedbackService.Accompanied(site, now));
        if (accompanied)
            await service.Hears(trip, trip.EngagementId, FeedbackService.EscortQueue);
        else
            await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        var (client, filing) = (accompanied ? trip.ClientId : visit.ClientId, site.Filing());
        (filing["visitId"], filing["engagementId"]) = accompanied ? ((Guid?)null, (Guid?)trip.EngagementId) : (visit.VisitId, null);

        (await site.Desk.Post("/complaints", filing)).Ok();

        Assert.Equal(client, (await site.Agent.Get($"/complaints/{filing["id"]}")).Ok()["clientId"].GetGuid());
        await service.Bus.Hears<ComplaintFiled>(1, fact => fact.ComplaintId == (Guid)filing["id"]! && fact.ClientId == client);
    }

    [Theory]
    [InlineData("visitId"), InlineData("clientId"), InlineData("engagementId")]
    public async Task A_client_or_a_service_of_another_branch_is_not_found_also_for_a_complaint(string named)
    {
        var (site, other) = (await service.OpenSite(), await service.OpenSite());
        var now = service.Clock.GetUtcNow();
        var (visit, trip) = (FeedbackService.Visit(other.Branch, now), FeedbackService.Accompanied(other, now));
        await service.Hears(visit, visit.VisitId, FeedbackService.VisitQueue);
        await service.Hears(trip, trip.EngagementId, FeedbackService.EscortQueue);
        var filing = site.Filing();
        filing["engagementId"] = null;
        filing[named] = named switch
        {
            "visitId" => visit.VisitId,
            "clientId" => visit.ClientId,
            _ => trip.EngagementId,
        };

        await Refused(["not-found"], () => site.Desk.Post("/complaints", filing));
        (filing["branchId"], filing["accusedIds"]) = (other.Branch, new[] { other.Escort });
        (await other.Desk.Post("/complaints", filing)).Ok();
    }

    [Fact]
    public async Task The_same_filing_twice_is_one_complaint_and_another_under_its_id_is_refused()
    {
        var site = await service.OpenSite();
        var filing = site.Filing();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.Desk.Post("/complaints", filing)));

        Assert.All(answers, answer => answer.Ok());
        Assert.Single(answers, answer => answer.Status == System.Net.HttpStatusCode.Created);
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(1, await site.Facts((Guid)filing["engagementId"]!, "ComplaintFiled"));
        filing["matter"] = "Something else.";
        await Refused(["id-taken"], () => site.Desk.Post("/complaints", filing));
        var other = await service.OpenSite();
        filing["branchId"] = other.Branch;
        await Refused(["id-taken"], () => other.Desk.Post("/complaints", filing));
        // Whoever knows an id may learn that it is in use, and not by whom.
        var outOfSight = await other.Desk.Post("/complaints", filing);
        filing["branchId"] = site.Branch;
        var inSight = await site.Desk.Post("/complaints", filing);
        foreach (var member in new[] { "title", "type", "status", "code" })
            Assert.Equal(inSight[member].ToString(), outOfSight[member].ToString());
    }

    [Fact]
    public async Task Somebody_nobody_hired_is_neither_accused_nor_investigator_nor_responsible()
    {
        var site = await service.OpenSite();
        await Refused(["employee-not-known"], () => site.Desk.Post("/complaints", site.Filing(null, site.Escort, Guid.CreateVersion7())));
        var complaint = await (await site.Filed()).Until("FirstResponded");
        await Refused(["employee-not-known"], () => complaint.Appoint(Guid.CreateVersion7()));
        await complaint.Until("Investigating");
        await Refused(["employee-not-known"], () => complaint.Find(Guid.CreateVersion7()));
    }

    [Fact]
    [Rule("R-118", "R-090")]
    public async Task Nobody_concerned_has_a_part_in_the_handling()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed(site.Quality.Id, site.Agent.Id)).Until("Reported");
        await Refused(["concerned-person"], complaint.Answer);
        (await site.Manager.Post($"{complaint.Path}/first-answer", CaseSteps.Words["first-answer"])).Ok();
        await Refused(["investigator-concerned"], () => complaint.Appoint(site.Quality.Id));
        (await complaint.Appoint(site.Manager.Id)).Ok();
        await Refused(["not-the-investigator"], () => complaint.Find(site.Escort, site.As("complaints.investigate")));
        await Refused(["investigator-responsible"], () => complaint.Find(site.Manager.Id, site.Manager));
        (await complaint.Find(site.Escort, site.Manager)).Ok();
    }

    [Fact]
    [Rule("R-118", "R-087")]
    public async Task A_complaint_about_the_manager_goes_to_the_director()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed(site.Manager.Id)).Until("FirstResponded");

        await Refused(["concerned-person"], () => complaint.Appoint());
        Assert.Equal("Director", (await complaint.Look()).GetProperty("notices")[0].GetProperty("told").GetString());
        (await complaint.Appoint(by: site.Director)).Ok();
        (await complaint.Find(site.Manager.Id)).Ok();
        await Refused(["concerned-person"], complaint.Propose);
    }

    [Fact]
    [Rule("R-085")]
    public async Task A_quarrel_with_a_client_who_complains_is_a_class_of_its_own()
    {
        await service.Bus.Listen<ComplaintResponsibilityDetermined>();
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Investigating");

        (await complaint.Find(site.Escort, cause: "QuarrelWithClient")).Ok();

        await service.Bus.Hears<ComplaintResponsibilityDetermined>(
            1,
            fact => fact.ComplaintId == complaint.Id && fact.CauseCode == "QuarrelWithClient"
        );
    }

    [Fact]
    [Rule("R-049")]
    public async Task The_same_cause_coming_back_in_a_branch_is_counted()
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        await (await elsewhere.Filed()).Until("CauseFound");
        var first = await (await site.Filed()).Until("CauseFound");
        var other = await (await site.Filed()).Until("Investigating");
        (await other.Find(site.Escort, cause: "WaitingTime")).Ok();
        var second = await (await site.Filed()).Until("CauseFound");
        var notUpheld = await (await site.Filed()).Until("Investigating");
        (await notUpheld.Find(null)).Ok();
        var third = await (await site.Filed()).Until("CauseFound");

        Assert.Equal<int[]>([0, 0, 1, 2], [await Recurs(first), await Recurs(other), await Recurs(second), await Recurs(third)]);

        static async Task<int> Recurs(CaseSteps complaint) => (await complaint.Look()).GetProperty("recurrences").GetInt32();
    }

    [Fact]
    [Rule("R-049", "R-119")]
    public async Task Nothing_is_closed_without_improvement_or_reason_nor_before_the_client_is_satisfied()
    {
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("Investigating");
        (await complaint.Find(null)).Ok();
        await complaint.Until("ResultCommunicated");
        await Refused(["complaint-step-out-of-order"], () => complaint.Close(saysWhyNone: true));
        await complaint.Until("Tracked");
        await Refused(["improvement-missing"], () => complaint.Close());

        (await complaint.Close(saysWhyNone: true)).Ok();

        Assert.Equal("Closed", await complaint.State());
        await Refused(["nothing-to-overturn"], () => complaint.Overturn());
    }

    [Fact]
    [Rule("R-048", "R-089")]
    public async Task Only_the_director_ends_what_the_client_is_not_satisfied_with_and_it_counts_as_not_satisfied()
    {
        await service.Bus.Listen<ComplaintClosed>();
        var site = await service.OpenSite();
        var complaint = await (await site.Filed()).Until("ResultCommunicated");
        (await complaint.Dissatisfied()).Ok();

        (await complaint.CloseUnsatisfied()).Ok();

        var look = await complaint.Look();
        Assert.Equal(
            ("Closed", true, JsonValueKind.Null),
            (look.GetProperty("status").GetString(), look.GetProperty("endedUnsatisfied").GetBoolean(), look.GetProperty("score").ValueKind)
        );
        await service.Bus.Hears<ComplaintClosed>(1, fact => fact.ComplaintId == complaint.Id && fact.Rounds == 1);
        (await complaint.Reopen()).Ok();
        Assert.False((await complaint.Look()).GetProperty("endedUnsatisfied").GetBoolean());
    }

    [Fact]
    [Rule("R-048")]
    public async Task A_client_who_comes_back_opens_the_complaint_again_and_another_finding_replaces_the_first()
    {
        var site = await service.OpenSite();
        var other = await service.Hire(site.Branch, Post.Doctor);
        var complaint = await (await site.Filed(other)).Until("Closed");
        (await complaint.Reopen()).Ok();
        (await complaint.Appoint(site.Manager.Id, site.Director)).Ok();
        (await complaint.Find(other, site.Manager)).Ok();

        Assert.Equal(["Cancelled", "Assigned"], await complaint.Actions());
        Assert.Equal(2, await site.Facts(complaint.Case, "ComplaintResponsibilityDetermined"));
    }

    [Fact]
    public async Task A_withdrawn_complaint_stays_on_record_and_listeners_hear_that_it_is_closed()
    {
        await service.Bus.Listen<ComplaintClosed>();
        var site = await service.OpenSite();
        var complaint = await site.Filed();

        (await complaint.Withdraw()).Ok();

        Assert.Equal("Withdrawn", await complaint.State());
        await service.Bus.Hears<ComplaintClosed>(1, fact => fact.ComplaintId == complaint.Id && !fact.Upheld);
        await Refused(["complaint-step-out-of-order"], complaint.Answer);
    }

    [Fact]
    public async Task What_was_said_of_a_complaint_can_be_neither_changed_nor_taken_away_by_the_service_itself()
    {
        var site = await service.OpenSite();
        var complaint = await site.Filed();
        foreach (
            var (sql, state) in new[]
            {
                ("UPDATE complaint_step SET content = '{}'", "42501"),
                ("DELETE FROM complaint_step", "42501"),
                ("DELETE FROM complaint_notice", "42501"),
                ("UPDATE survey_answer SET score = 100", "42501"),
                ("DELETE FROM issue_step", "42501"),
                ($"DELETE FROM complaint WHERE id = '{complaint.Id}'", "23001 23503"),
            }
        )
        {
            await using Npgsql.NpgsqlConnection connection = new(service.Database.Login);
            await connection.OpenAsync();
            await using Npgsql.NpgsqlCommand command = new($"SELECT set_config('clinic.group', 'all', false); {sql}", connection);
            Assert.Contains(
                (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState,
                state,
                StringComparison.Ordinal
            );
        }
    }

    async Task Refused(string[] codes, Func<Task<Answer>> act)
    {
        var before = await service.Fingerprint();
        var answer = await act();
        Assert.Contains(answer.Code, codes);
        Assert.False(answer.Accepted);
        Assert.Equal(before, await service.Fingerprint());
    }
}
