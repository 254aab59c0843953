using System.Text.Json;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ClientHistoryTests(RegistrationService service)
{
    [Fact]
    public async Task The_history_is_all_there_was_with_a_client_newest_first_and_what_is_due_next()
    {
        var site = await service.OpenSite(doctors: 1);
        var (client, other) = (await site.NewClient(), await service.OpenSite(doctors: 0));
        var visit = await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("completion");
        AppointmentDesk desk = new(site);
        var appointment = await desk.Booked(desk.At(9), client);
        var consent = await Agree(site, client, "Care");
        var complaining = await new Complaining(service, site).About();
        var complaint = await complaining.Files(client);
        var reader = Reader(site);

        var history = (await reader.Get($"/clients/{client}/history")).Ok();

        Assert.Equal(["Appointment", "Complaint", "Consent", "Visit"], history.Items().Texts("kind"));
        Assert.Equal(["Booked", "Open", "Standing", "Completed"], history.Items().Texts("status"));
        Assert.Equal([appointment, complaint.ComplaintId, consent, visit.Id], history.Items().Ids());
        Assert.Equal(JsonValueKind.Null, history["next"].ValueKind);
        Assert.All(history.Items(), entry => Assert.Equal(site.Branch, entry.GetProperty("branchId").GetGuid()));
        Assert.Equal(site.Doctors[0].Id, history.Items()[3].GetProperty("doctorId").GetGuid());
        Assert.Equal(["Appointment", "ReturnVisit"], history["due"].EnumerateArray().Texts("kind"));
        Assert.Equal((1, 1), CountsOf(history));
        foreach (var secret in new[] { "NonMedical", "Zhang", "cleaning" })
            Assert.DoesNotContain(secret, history.Text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record_id = '{client}' AND actor = 'person:{reader.Id}' AND 'History' = ANY (fields)"
            )
        );

        await complaining.Overturns(complaint);
        Assert.Equal((1, 0), CountsOf((await reader.Get($"/clients/{client}/history")).Ok()));
        Assert.True((await Reader(other).Get($"/clients/{client}/history")).Refused("not-found"));
        Assert.True((await service.At(site.Branch, "visits.read").Get($"/clients/{client}/history")).Refused("forbidden"));
    }

    [Fact]
    public async Task Whom_a_complaint_is_about_does_not_see_it_and_who_reads_no_visits_sees_none()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();
        await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Leave();
        var complaining = await new Complaining(service, site).About();
        await complaining.Files(client);
        var accused = service.As(complaining.Accused, (site.Branch, ["clients.read", "visits.read"]));
        var elsewhere = service.As(Guid.CreateVersion7(), (site.Branch, ["clients.read"]), (Guid.CreateVersion7(), ["visits.read"]));

        var withoutComplaint = (await accused.Get($"/clients/{client}/history")).Ok();
        var withoutVisit = (await elsewhere.Get($"/clients/{client}/history")).Ok();

        Assert.Equal(["Visit"], withoutComplaint.Items().Texts("kind"));
        Assert.Equal((0, 0), CountsOf(withoutComplaint));
        Assert.Equal(["Complaint"], withoutVisit.Items().Texts("kind"));
        Assert.Equal((1, 1), CountsOf(withoutVisit));
    }

    [Fact]
    public async Task A_complaint_that_is_heard_twice_is_in_the_history_once()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();
        var complaining = await new Complaining(service, site).About();
        var filed = await complaining.Files(client);
        var message = await complaining.Says(filed);
        await complaining.Says(filed, message);

        var history = (await Reader(site).Get($"/clients/{client}/history")).Ok();

        Assert.Equal([filed.ComplaintId], history.Items().Ids());
        Assert.Equal(
            [$"{complaining.Accused}"],
            await service.Database.Sql<string>(
                $"SELECT array_to_string(accused_ids, ',') FROM complaint_flag WHERE id = '{filed.ComplaintId}'"
            )
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Page_by_page_nothing_of_a_history_is_lost_or_told_twice(int limit)
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, reader) = (await site.NewClient(), Reader(site));
        for (var number = 0; number < 4; number++)
        {
            (await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Leave()).Ok();
            await Agree(site, client, "Disclosure");
        }

        var whole = (await reader.Get($"/clients/{client}/history?limit=200")).Items();
        var parts = await Pages.All(reader, $"/clients/{client}/history?", limit);

        Assert.Equal(8, whole.Count);
        Assert.Equal(whole.Ids(), parts.Ids());
        var times = parts.ConvertAll(entry => entry.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(times.OrderDescending(), times);
        var visits = await Pages.All(reader, $"/clients/{client}/history?kind=Visit&kind=Appointment", limit);
        Assert.Equal(["Visit", "Visit", "Visit", "Visit"], visits.Texts("kind"));
    }

    [Fact]
    public async Task The_history_of_a_client_with_500_visits_is_read_to_its_end()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, reader) = (await site.NewClient(), Reader(site));
        var first = (await site.CheckIn(client)).Ok()["id"].GetGuid();
        (await new Steps(site, first).Leave()).Ok();
        await service.Database.Sql<Guid>(
            $"""
            INSERT INTO visit SELECT (jsonb_populate_record(visit, jsonb_build_object('id', gen_random_uuid(), 'day', visit.day - number,
              'arrived_at', visit.arrived_at - number * interval '1 day'))).* FROM visit, generate_series(1, 499) AS number
              WHERE visit.id = '{first}' RETURNING id
            """
        );

        var visits = await Pages.All(reader, $"/clients/{client}/history?", 50);

        Assert.Equal(500, visits.Ids().Distinct().Count());
        Assert.Equal(visits.Ids(), (await Pages.All(reader, $"/clients/{client}/visits?", 200)).Ids());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("after=yesterday", "after")]
    [InlineData("after=01900000-0000-7000-8000-000000000001", "after")]
    [InlineData("kind=Gossip", "kind")]
    [InlineData("kind=1", "kind")]
    [InlineData("kind=Visit&kind=1", "kind")]
    [InlineData("colour=red", "colour")]
    public async Task What_a_history_is_not_asked_for_with_is_a_bad_request(string query, string member)
    {
        var site = await service.OpenSite(doctors: 0);
        var client = await site.NewClient();

        var answer = await Reader(site).Get($"/clients/{client}/history?{query}");

        Assert.True(answer.Refused("bad-request"), answer.Text);
        Assert.True(answer["errors"].TryGetProperty(member, out _), answer.Text);
    }

    [Fact]
    public async Task Whoever_was_merged_has_the_history_of_the_record_kept_with_the_consents_of_both()
    {
        var site = await service.OpenSite(doctors: 0);
        var (kept, twin) = (await site.NewClient("Li Na"), await site.NewClient("Chen Mei"));
        foreach (var client in new[] { kept, twin })
            (await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Leave()).Ok();
        var consents = new[] { await Agree(site, kept, "Disclosure"), await Agree(site, twin, "Disclosure") };
        (
            await site.Manager.Post(
                $"/clients/{twin}/merge",
                new
                {
                    id = Guid.CreateVersion7(),
                    intoId = kept,
                    reason = "the same person",
                }
            )
        ).Ok();
        var reader = Reader(site);

        foreach (var asked in new[] { kept, twin })
        {
            var history = (await reader.Get($"/clients/{asked}/history")).Ok();
            Assert.Equal(kept, history["clientId"].GetGuid());
            Assert.Equal(["Consent", "Consent", "Visit", "Visit"], history.Items().Texts("kind").Order());
            Assert.Subset(history.Items().Ids().ToHashSet(), consents.ToHashSet());
            Assert.Equal(2, (await reader.Get($"/clients/{asked}/visits")).Items().Count);
        }
    }

    [Fact]
    public async Task A_clients_visits_are_listed_by_day_and_state_page_by_page_and_each_look_is_audited()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var (client, reader) = (await site.NewClient(), Reader(site));
        for (var number = 0; number < 3; number++)
            (await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Leave()).Ok();
        var open = (await site.CheckIn(client)).Ok()["id"].GetGuid();
        var path = $"/clients/{client}/visits";

        var whole = (await reader.Get(path)).Items();

        Assert.Equal(4, whole.Count);
        Assert.Equal(open, whole.Ids()[0]);
        Assert.Equal(whole.Ids(), (await Pages.All(reader, $"{path}?", 2)).Ids());
        Assert.Equal([open], (await reader.Get($"{path}?status=Registered&status=Completed")).Items().Ids());
        var day = DateOnly.Parse(whole[0].GetProperty("day").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(4, (await reader.Get($"{path}?from={day:O}&to={day:O}")).Items().Count);
        Assert.Empty((await reader.Get($"{path}?from={day.AddDays(1):O}")).Items());
        Assert.Empty((await reader.Get($"{path}?to={day.AddDays(-1):O}")).Items());
        foreach (var query in new[] { "limit=0", "status=Lost", "status=2", "from=tomorrow", "after=x" })
            Assert.True((await reader.Get($"{path}?{query}")).Refused("bad-request"), query);
        Assert.True((await reader.Get($"{path}?after={Guid.CreateVersion7()}")).Refused("not-found"));
        Assert.True((await Reader(other).Get(path)).Refused("not-found"));
        Assert.True((await service.At(site.Branch, "clients.read").Get(path)).Refused("forbidden"));
        Assert.Equal(0, await Looks(client, Reader(other), "Visits"));
        Assert.InRange(await Looks(client, reader, "Visits"), 1, 20);
    }

    [Fact]
    public async Task A_clients_appointments_are_listed_by_day_and_state_page_by_page_and_each_look_is_audited()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 0));
        var (client, reader) = (await site.NewClient(), Reader(site));
        AppointmentDesk desk = new(site);
        var (first, second, third) = (
            await desk.Booked(desk.At(9), client),
            await desk.Booked(desk.At(9, days: 1), client),
            await desk.Booked(desk.At(9, days: 2), client)
        );
        (await desk.Cancel(second)).Ok();
        var path = $"/clients/{client}/appointments";

        Assert.Equal([third, second, first], (await reader.Get(path)).Items().Ids());
        Assert.Equal([third, second, first], (await Pages.All(reader, $"{path}?", 1)).Ids());
        Assert.Equal([third, first], (await reader.Get($"{path}?status=Booked&status=Notified")).Items().Ids());
        Assert.Equal([second], (await reader.Get($"{path}?status=Cancelled")).Items().Ids());
        Assert.Equal(
            [second],
            (await reader.Get($"{path}?from={desk.Tomorrow.AddDays(1):O}&to={desk.Tomorrow.AddDays(1):O}")).Items().Ids()
        );
        foreach (var query in new[] { "limit=201", "status=Maybe", "status=0", "to=never" })
            Assert.True((await reader.Get($"{path}?{query}")).Refused("bad-request"), query);
        Assert.True((await Reader(other).Get(path)).Refused("not-found"));
        Assert.InRange(await Looks(client, reader, "Appointments"), 1, 20);
    }

    Person Reader(TestSite site) => service.At(site.Branch, "clients.read", "visits.read");

    Task<long> Looks(Guid client, Person reader, string what) =>
        service.Database.Count(
            $"audit WHERE kind = 'read' AND record_id = '{client}' AND actor = 'person:{reader.Id}' AND '{what}' = ANY (fields)"
        );

    static (int All, int Open) CountsOf(Answer history) =>
        (history["complaints"].GetProperty("all").GetInt32(), history["complaints"].GetProperty("open").GetInt32());

    static async Task<Guid> Agree(TestSite site, Guid client, string kind)
    {
        var id = Guid.CreateVersion7();
        var isDisclosure = kind == "Disclosure";
        (
            await site.Desk.Post(
                $"/clients/{client}/consents",
                new
                {
                    id,
                    kind,
                    documentNumber = "C-1",
                    recipient = isDisclosure ? "the insurer" : null,
                    fields = isDisclosure ? new[] { "Visits" } : null,
                }
            )
        ).Ok();
        return id;
    }
}
