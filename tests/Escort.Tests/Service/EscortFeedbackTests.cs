using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using static Clinic.Escort.Tests.Service.LeadViewTests;

namespace Clinic.Escort.Tests.Service;

/// <summary>What the lead sees of complaints about escorts and of what clients gave them; the words stay in Feedback.</summary>
[Collection(SharedService.Name)]
public sealed class EscortFeedbackTests(EscortService service)
{
    [Fact]
    [Rule("R-118")]
    public async Task The_lead_sees_that_there_is_a_complaint_about_an_escort_wherever_it_was_filed_and_the_accused_does_not()
    {
        var site = await service.OpenSite();
        var (escort, other) = ((await site.ActiveEscort()).Id, (await site.ActiveEscort()).Id);
        var filed = await Filed(site, escort);
        var accused = service.As(escort, (site.Branch, ["escorts.feedback"]));

        var line = Assert.Single(Lines(await site.Lead.Get("/escorts/complaints")));

        Assert.Equal((filed.ComplaintId, filed.EngagementId), (Id(line), Id(line, "engagementId")));
        Assert.Equal(("NonMedical", "Open"), (line.GetProperty("kind").GetString(), line.GetProperty("status").GetString()));
        Assert.Equal([escort], line.GetProperty("escortIds").EnumerateArray().Select(id => id.GetGuid()));
        Assert.Empty(Lines(await accused.Get("/escorts/complaints")));
        Assert.Single(Lines(await service.As(other, (site.Branch, ["escorts.feedback"])).Get("/escorts/complaints")));
        Assert.Empty(Lines(await (await service.OpenSite()).Lead.Get("/escorts/complaints")));
        Assert.Equal("forbidden", (await site.Agent.Get("/escorts/complaints")).Code);
        Assert.Equal("forbidden", (await service.At(site.Branch, "escorts.read").Get("/escorts/complaints")).Code);
    }

    [Fact]
    [Rule("R-047", "R-118")]
    public async Task Whoever_is_found_responsible_is_concerned_as_well_and_does_not_see_it_either()
    {
        var site = await service.OpenSite();
        var (named, responsible) = ((await site.ActiveEscort()).Id, (await site.ActiveEscort()).Id);
        var filed = await Filed(site, named);
        var before = service.As(responsible, (site.Branch, ["escorts.feedback"]));
        Assert.Single(Lines(await before.Get("/escorts/complaints")));

        await Said(EscortService.Found, Finding(filed, responsible));

        Assert.Empty(Lines(await before.Get("/escorts/complaints")));
        var line = Assert.Single(Lines(await site.Lead.Get($"/escorts/complaints?escort={responsible}")));
        Assert.Equal(
            new[] { named, responsible }.Order(),
            line.GetProperty("escortIds").EnumerateArray().Select(id => id.GetGuid()).Order()
        );
        Assert.True(line.GetProperty("responsibleFound").GetBoolean());
    }

    [Fact]
    [Rule("R-118")]
    public async Task A_complaint_about_an_engagement_that_names_nobody_is_seen_by_its_lead_and_not_by_its_escort()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("assignment");
        var filed = Filing(site, call.Escort!.Id) with { AccusedIds = [], EngagementId = call.Id };
        await Said(EscortService.Complained, filed);

        Assert.Equal([filed.ComplaintId], await Listed(site, $"escort={call.Escort.Id}"));
        Assert.Empty(Lines(await service.As(call.Escort.Id, (site.Branch, ["escorts.feedback"])).Get("/escorts/complaints")));
        Assert.Empty(Lines(await (await service.OpenSite()).Lead.Get("/escorts/complaints")));
        await Said(EscortService.Found, Finding(filed, await service.Hire(site.Branch, Post.Nurse)));
        Assert.Empty(await Listed(site, $"escort={call.Escort.Id}"));
    }

    [Fact]
    public async Task Complaints_about_other_people_are_not_listed_and_those_of_escorts_by_state_time_and_page()
    {
        var site = await service.OpenSite();
        var (escort, nurse) = ((await site.ActiveEscort()).Id, await service.Hire(site.Branch, Post.Nurse));
        var (open, closed) = (await Filed(site, escort), await Filed(site, escort));
        await Filed(site, nurse);
        await Said(EscortService.ComplaintClosed, Closing(closed, 2));

        Assert.Equal(
            new[] { open.ComplaintId, closed.ComplaintId }.Order(),
            await EveryPage(site.Lead, $"/escorts/complaints?branch={site.Branch}", "id")
        );
        Assert.Equal([closed.ComplaintId], await Listed(site, "status=Closed"));
        Assert.Equal([closed.ComplaintId], await Listed(site, "status=Closed&status=Overturned"));
        Assert.Equal(2, (await Listed(site, "status=Closed&status=Open")).Count);
        Assert.Empty(await Listed(site, $"to={In(service.Clock.GetUtcNow().AddHours(-1))}"));
        Assert.Equal(2, (await Listed(site, $"from={In(service.Clock.GetUtcNow().AddHours(-1))}")).Count);
        Assert.Empty(await Listed(site, $"escort={nurse}"));
        foreach (var bad in new[] { "status=1", "status=Gone", "limit=0", "person=1" })
            Assert.Equal("bad-request", (await site.Lead.Get($"/escorts/complaints?{bad}")).Code);
        var turned = $"from={In(service.Clock.GetUtcNow())}&to={In(service.Clock.GetUtcNow().AddHours(-1))}";
        Assert.Equal("period-impossible", (await site.Lead.Get($"/escorts/complaints?{turned}")).Code);
        Assert.Equal("period-impossible", (await site.Lead.Get($"/escorts/ratings?{turned}")).Code);
    }

    [Fact]
    [Rule("R-047", "R-048")]
    public async Task Whatever_the_order_in_which_they_are_heard_the_facts_of_a_complaint_end_the_same()
    {
        var site = await service.OpenSite();
        var (escort, responsible) = ((await site.ActiveEscort()).Id, (await site.ActiveEscort()).Id);
        foreach (var order in EveryOrder.Of("filed", "found", "closed", "reopened", "overturned"))
        {
            var filed = Filing(site, escort);
            foreach (var fact in order)
            {
                await Say(filed, responsible, fact);
                await Say(filed, responsible, fact);
            }

            var line = Assert.Single(
                Lines(await site.Lead.Get("/escorts/complaints?status=Overturned")),
                found => Id(found) == filed.ComplaintId
            );
            Assert.False(line.GetProperty("responsibleFound").GetBoolean());
            Assert.Equal(2, line.GetProperty("escortIds").GetArrayLength());
        }
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    [Rule("R-048")]
    public async Task A_complaint_that_is_open_again_stands_as_open_until_it_is_closed_anew()
    {
        var site = await service.OpenSite();
        var filed = await Filed(site, (await site.ActiveEscort()).Id);
        await Said(
            EscortService.Reopened,
            new ComplaintReopened(filed.ComplaintId, site.Clinic, null, 1, "ClientCameBack", filed.FiledAt, 4)
        );
        await Said(EscortService.ComplaintClosed, Closing(filed, 3));
        Assert.Equal([filed.ComplaintId], await Listed(site, "status=Open"));

        await Said(EscortService.ComplaintClosed, Closing(filed, 5));

        Assert.Equal([filed.ComplaintId], await Listed(site, "status=Closed"));
    }

    [Fact]
    [Rule("R-038")]
    public async Task What_clients_gave_an_escort_is_listed_by_points_and_counted_once_and_no_rating_of_anybody_else_is_kept()
    {
        var site = await service.OpenSite();
        var (escort, doctor) = ((await site.ActiveEscort()).Id, await service.Hire(site.Branch, Post.Doctor));
        var (call, later) = (Rating(site, 80m, escort), Rating(site, 100m, escort));
        var message = await Rated(call);
        await Rated(call, message);
        await Rated(call);
        await Rated(later);
        await Rated(Rating(site, 20m, doctor) with { VisitId = Guid.CreateVersion7() });

        var lines = Lines(await site.Lead.Get($"/escorts/ratings?escort={escort}"));

        Assert.Equal(
            new[] { (call.EngagementId!.Value, 80m), (later.EngagementId!.Value, 100m) }.Order(),
            lines.Select(line => (Id(line, "engagementId"), line.GetProperty("score").GetDecimal())).Order()
        );
        Assert.All(lines, line => Assert.Equal((escort, site.Branch), (Id(line, "escortId"), Id(line, "branchId"))));
        Assert.Equal(2, (await EveryPage(site.Lead, "/escorts/ratings", "id")).Count);
        Assert.Equal(0, await service.Database.Count($"escort_rating WHERE person_id = '{doctor}'"));
        var profile = (await site.Lead.Get($"/escorts/{escort}")).Ok();
        Assert.Equal((2, 90m), (profile["ratings"].GetInt32(), profile["averageScore"].GetDecimal()));
        Assert.Empty(Lines(await (await service.OpenSite()).Lead.Get($"/escorts/ratings?branch={site.Branch}")));
        Assert.Equal("forbidden", (await service.At(site.Branch, "escorts.read").Get("/escorts/ratings")).Code);
    }

    [Fact]
    public async Task A_rating_of_somebody_unknown_waits_for_the_hiring()
    {
        var (site, newcomer) = (await service.OpenSite(), Guid.CreateVersion7());

        var waiting = await Rated(Rating(site, 60m, newcomer));
        Assert.Equal(1, await service.Database.Count($"early WHERE message_id = '{waiting}'"));
        await service.Hears(EscortService.Hired, EscortService.HiredAs(newcomer, site.Branch, Post.Escort), newcomer);

        await service.Applied(waiting, EscortService.Rated);
        Assert.Single(Lines(await site.Lead.Get($"/escorts/ratings?escort={newcomer}")));
    }

    // A complaint is filed at the clinic, which is another branch than the escort's.
    ComplaintFiled Filing(TestSite site, Guid accused) =>
        new(
            Guid.CreateVersion7(),
            site.Clinic,
            null,
            null,
            Guid.CreateVersion7(),
            ComplaintKind.NonMedical,
            "Phone",
            [accused],
            service.Clock.GetUtcNow(),
            1
        );

    async Task<ComplaintFiled> Filed(TestSite site, Guid accused)
    {
        var fact = Filing(site, accused);
        await Said(EscortService.Complained, fact);
        return fact;
    }

    Task<Guid> Say(ComplaintFiled of, Guid responsible, string fact) =>
        fact switch
        {
            "filed" => Said(EscortService.Complained, of),
            "found" => Said(EscortService.Found, Finding(of, responsible)),
            "closed" => Said(EscortService.ComplaintClosed, Closing(of, 3)),
            "reopened" => Said(
                EscortService.Reopened,
                new ComplaintReopened(of.ComplaintId, of.BranchId, null, 1, "ClientCameBack", of.FiledAt, 4)
            ),
            _ => Said(
                EscortService.Overturned,
                new ComplaintOverturned(of.ComplaintId, of.BranchId, responsible, "WrongPerson", of.BranchId, of.FiledAt, 5)
            ),
        };

    static ComplaintResponsibilityDetermined Finding(ComplaintFiled of, Guid responsible) =>
        new(of.ComplaintId, of.BranchId, responsible, "ServiceAttitude", Severity.Minor, Loss: false, of.FiledAt, 2);

    static ComplaintClosed Closing(ComplaintFiled of, int version) =>
        new(of.ComplaintId, of.BranchId, Upheld: true, 0, WithinTime: true, of.FiledAt, version);

    SurveyResponseReceived Rating(TestSite site, decimal score, Guid person) =>
        new(Guid.CreateVersion7(), site.Branch, null, Guid.CreateVersion7(), score, [new(person, score)], service.Clock.GetUtcNow());

    Task<Guid> Rated(SurveyResponseReceived fact, Guid? message = null) =>
        service.Hears(EscortService.Rated, fact, fact.EngagementId!.Value, message);

    Task<Guid> Said<TFact>(string queue, TFact fact)
        where TFact : class => service.Hears(queue, fact, Guid.CreateVersion7());

    static async Task<List<Guid>> Listed(TestSite site, string asked) =>
        [.. Lines(await site.Lead.Get($"/escorts/complaints?{asked}")).Select(line => Id(line))];
}
