using System.Net;
using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Tests.Service;

/// <summary>Whoever is appointed to a complaint reads it and writes the finding, whatever the post; nobody else does.</summary>
[Collection(SharedService.Name)]
public sealed class AppointedInvestigatorTests(FeedbackService service)
{
    [Theory]
    [InlineData(Post.Doctor)]
    [InlineData(Post.Guide)]
    [Rule("R-090")]
    public async Task Only_the_person_appointed_reads_the_complaint_and_writes_its_finding(Post post)
    {
        var (site, elsewhere) = (await service.OpenSite(), await service.OpenSite());
        var (appointed, colleague) = (await Employee(site, post), await Employee(site, post));
        var complaint = await (await site.Filed()).Until("FirstResponded");
        await IsNotThere(complaint, appointed);
        Assert.Empty(Waiting(await appointed.Get("/complaints/investigations")));

        (await complaint.Appoint(appointed.Id)).Ok();

        Assert.Contains("Zhang Wei", (await appointed.Get(complaint.Path)).Ok().Text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE record_id = '{complaint.Id}' AND kind = 'read' AND actor = 'person:{appointed.Id}'")
        );
        var listed = (await appointed.Get("/complaints/investigations")).Ok();
        Assert.Equal([complaint.Id], Waiting(listed));
        Assert.DoesNotContain("Zhang Wei", listed.Text, StringComparison.Ordinal);
        Assert.Equal("forbidden", (await appointed.Get($"/complaints?branch={site.Branch}")).Code);
        await IsNotThere(await site.Filed(), appointed);

        await IsNotThere(complaint, colleague);
        await IsNotThere(complaint, service.As(appointed.Id, (elsewhere.Branch, TestSite.Employed)));
        Assert.Empty(Waiting(await colleague.Get("/complaints/investigations")));
        await Unchanged(async () => Assert.Equal("not-the-investigator", (await complaint.Find(site.Escort, colleague)).Code));
        (await complaint.Find(site.Escort, appointed)).Ok();

        Assert.Empty(Waiting(await appointed.Get("/complaints/investigations")));
        Assert.Equal("CauseFound", (await appointed.Get(complaint.Path)).Ok()["status"].GetString());
    }

    [Fact]
    [Rule("R-090")]
    public async Task Whoever_was_replaced_neither_reads_nor_finds_any_more_and_the_other_one_does()
    {
        var site = await service.OpenSite();
        var (first, second) = (await Employee(site, Post.Doctor), await Employee(site, Post.Doctor));
        var complaint = await (await site.Filed()).Until("FirstResponded");
        (await complaint.Appoint(first.Id)).Ok();
        (await first.Get(complaint.Path)).Ok();

        (await complaint.Appoint(second.Id)).Ok();

        await IsNotThere(complaint, first);
        Assert.Empty(Waiting(await first.Get("/complaints/investigations")));
        await Unchanged(async () => Assert.Equal("not-the-investigator", (await complaint.Find(site.Escort, first)).Code));
        (await second.Get(complaint.Path)).Ok();
        (await complaint.Find(site.Escort, second)).Ok();
    }

    [Theory]
    [InlineData("withdrawal")]
    [InlineData("dissatisfaction")]
    [InlineData("closure")]
    [InlineData("overturning")]
    [Rule("R-090", "R-048")]
    public async Task The_end_of_the_round_takes_the_reading_away_and_only_a_new_appointment_gives_it_back(string end)
    {
        var site = await service.OpenSite();
        var doctor = await Employee(site, Post.Doctor);
        var complaint = await (await site.Filed()).Until("FirstResponded");
        (await complaint.Appoint(doctor.Id)).Ok();
        (await complaint.Find(site.Escort, doctor)).Ok();
        await complaint.Until("ResultCommunicated");
        if (end is "closure" or "overturning")
            await complaint.Until("Tracked");
        (await doctor.Get(complaint.Path)).Ok();

        var answer = end switch
        {
            "withdrawal" => await complaint.Withdraw(),
            "dissatisfaction" => await complaint.Dissatisfied(),
            "closure" => await complaint.Close(),
            _ => await complaint.Overturn(),
        };
        answer.Ok();

        await IsNotThere(complaint, doctor);
        if (end != "closure")
            return;
        (await complaint.Reopen()).Ok();
        await IsNotThere(complaint, doctor);
        (await complaint.Appoint(site.Quality.Id)).Ok();
        await IsNotThere(complaint, doctor);
        (await complaint.Appoint(doctor.Id)).Ok();
        (await doctor.Get(complaint.Path)).Ok();
        (await complaint.Find(null, doctor)).Ok();
    }

    [Fact]
    [Rule("R-118")]
    public async Task Nobody_whom_the_complaint_is_about_is_appointed_to_it_and_reads_it_so()
    {
        var site = await service.OpenSite();
        var (accused, responsible) = (await Employee(site, Post.Doctor), await Employee(site, Post.Doctor));
        var complaint = await (await site.Filed(accused.Id)).Until("FirstResponded");
        await Unchanged(async () => Assert.Equal("investigator-concerned", (await complaint.Appoint(accused.Id)).Code));
        await IsNotThere(complaint, accused);

        // Appointed, reading, and no longer so once somebody else found the cause in the same person.
        (await complaint.Appoint(responsible.Id)).Ok();
        (await responsible.Get(complaint.Path)).Ok();
        (await complaint.Appoint(site.Quality.Id)).Ok();
        (await complaint.Find(responsible.Id)).Ok();
        await IsNotThere(complaint, responsible);
        await complaint.Until("Closed");
        (await complaint.Reopen()).Ok();
        await Unchanged(async () => Assert.Equal("investigator-concerned", (await complaint.Appoint(responsible.Id)).Code));
        await IsNotThere(complaint, responsible);
    }

    [Fact]
    [Rule("R-118")]
    public async Task Whoever_reads_complaints_reads_none_about_themselves_and_finds_it_on_no_list()
    {
        var site = await service.OpenSite();
        var doctor = await Employee(site, Post.Doctor);
        var (own, other) = (await site.Filed(site.Quality.Id), await site.Filed());
        (await (await own.Until("FirstResponded")).Appoint(doctor.Id)).Ok();
        (await own.Find(site.Escort, doctor)).Ok();

        await IsNotThere(own, site.Quality);
        Assert.Equal([other.Id], await Listed(site.Quality, "", "id"));
        Assert.Empty(await Listed(site.Quality, "/measures", "complaintId"));
        Assert.Equal([other.Id], (await Listed(site.Quality, "/notices", "complaintId")).Distinct());

        (await site.Agent.Get(own.Path)).Ok();
        Assert.Equal([own.Id, other.Id], await Listed(site.Agent, "", "id"));
        Assert.Equal([own.Id], await Listed(site.Agent, "/measures", "complaintId"));

        async Task<Guid[]> Listed(Person reader, string list, string member) =>
            [
                .. (await reader.Get($"/complaints{list}?branch={site.Branch}"))
                    .Ok()
                    .Body.EnumerateArray()
                    .Select(line => line.GetProperty(member).GetGuid()),
            ];
    }

    async Task<Person> Employee(TestSite site, Post post) =>
        service.As(await service.Hire(site.Branch, post), (site.Branch, TestSite.Employed));

    // The same as for a complaint that nobody ever filed, and nobody is said to have read it.
    async Task IsNotThere(CaseSteps complaint, Person person)
    {
        var readings = await service.Database.Count($"audit WHERE record_id = '{complaint.Id}' AND kind = 'read'");
        var (seen, unknown) = (await person.Get(complaint.Path), await person.Get($"/complaints/{Guid.CreateVersion7()}"));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (seen.Status, seen.Code));
        Assert.Equal((unknown.Status, unknown.Code), (seen.Status, seen.Code));
        Assert.Equal(readings, await service.Database.Count($"audit WHERE record_id = '{complaint.Id}' AND kind = 'read'"));
    }

    static Guid[] Waiting(Answer investigations) =>
        [.. investigations.Ok().Body.EnumerateArray().Select(line => line.GetProperty("id").GetGuid())];

    async Task Unchanged(Func<Task> act)
    {
        var before = await service.Fingerprint();
        await act();
        Assert.Equal(before, await service.Fingerprint());
    }
}
