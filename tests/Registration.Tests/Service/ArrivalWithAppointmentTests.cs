using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class ArrivalWithAppointmentTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    [Rule("R-012")]
    public async Task Check_in_finds_the_appointment_of_the_day_and_every_fact_of_the_visit_belongs_to_the_engagement()
    {
        await service.Bus.Listen<VisitCompleted>();
        await service.Bus.Listen<VisitVoided>();
        var site = await service.OpenSite();
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        var booked = await Today(escort, client);
        var (appointment, engagement) = (booked.AppointmentId, booked.EngagementId!.Value);

        var arrived = (await site.CheckIn(client)).Ok();
        Assert.Equal(appointment, arrived["appointmentId"].GetGuid());
        Assert.Equal(arrived.Text, (await site.CheckIn(client)).Ok().Text);
        Steps visit = new(site, arrived["id"].GetGuid());
        var look = (await visit.Look()).Ok();
        Assert.Equal((appointment, engagement), (look["appointmentId"].GetGuid(), look["engagementId"].GetGuid()));
        var kept = (await site.Desk.Get($"/appointments/{appointment}")).Ok();
        Assert.Equal(("CheckedIn", visit.Id), (kept["status"].GetString(), kept["visitId"].GetGuid()));
        Assert.Equal(
            ["ArrivedAt State VisitId"],
            await service.Database.Sql<string>(
                $"SELECT array_to_string(fields, ' ') FROM audit WHERE record_id = '{appointment}' AND kind = 'Modified'"
            )
        );

        await service.MoveClock(TimeSpan.FromSeconds(11));
        await visit.Until("triage");
        (await visit.Retriage(new { reason = "the client knows the other doctor", way = "Rotation" })).Ok();
        foreach (var (name, _, _, act) in visit.All.SkipWhile(step => step.Name != "doctor-notification"))
        {
            if (name == "collection")
                await service.MoveClock(TimeSpan.FromMinutes(5.1));
            (await act()).Ok();
        }
        (await visit.Void()).Ok();

        Assert.Equal(0, await site.Facts(visit.Id));
        foreach (
            var fact in new[]
            {
                nameof(AppointmentBooked),
                nameof(ClientArrived),
                nameof(GreetingLate),
                nameof(PatientTriaged),
                nameof(PatientRetriaged),
                nameof(DoctorNotified),
                nameof(DoctorPickupOverdue),
                nameof(ConsentSigned),
                nameof(TreatmentFinished),
                nameof(VisitCompleted),
                nameof(VisitVoided),
            }
        )
            Assert.Equal(1, await site.Facts(engagement, fact));
        await service.Bus.Hears<VisitVoided>(1, fact => fact.VisitId == visit.Id);
        Assert.Equal(engagement, Assert.Single(service.Bus.Heard<VisitCompleted>(), fact => fact.VisitId == visit.Id).EngagementId);
        Assert.All(
            service
                .Bus.Envelopes<VisitVoided>()
                .Concat(service.Bus.Envelopes<VisitCompleted>())
                .Where(element => element.GetProperty("message").GetProperty("visitId").GetGuid() == visit.Id),
            envelope => Assert.Equal(engagement, envelope.GetProperty("correlationId").GetGuid())
        );
    }

    [Fact]
    public async Task Appointments_of_another_day_client_or_branch_are_left_alone_and_the_visit_is_as_without_one()
    {
        var (site, other) = (await service.OpenSite(doctors: 1), await service.OpenSite(doctors: 1));
        var (here, there) = (await EscortDesk.Opened(service, site), await EscortDesk.Opened(service, other));
        var (client, next) = (await site.NewClient(), await site.NewClient());
        await here.Books(here.Wants(client, here.Soon.AddDays(2)));
        await Today(here, next);
        await Today(there, await other.NewClient());

        var arrived = (await site.CheckIn(client)).Ok();

        Assert.False(arrived.Body.TryGetProperty("appointmentId", out var none) && none.ValueKind != System.Text.Json.JsonValueKind.Null);
        Assert.Equal(1, await site.Facts(arrived["id"].GetGuid(), nameof(ClientArrived)));
        Assert.Equal(
            0,
            await service.Database.Count($"appointment WHERE state = 'CheckedIn' AND branch_id IN ('{site.Branch}', '{other.Branch}')")
        );
    }

    [Fact]
    public async Task Whoever_leaves_untreated_and_comes_back_comes_for_the_same_appointment_and_one_checked_in_is_not_moved()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        var booked = await Today(escort, client);
        Steps visit = new(site, (await site.CheckIn(client)).Ok()["id"].GetGuid());

        (await visit.Leave()).Ok();
        Assert.Equal("Booked", (await site.Desk.Get($"/appointments/{booked.AppointmentId}")).Ok()["status"].GetString());
        var back = (await site.CheckIn(client)).Ok();
        Assert.Equal(booked.AppointmentId, back["appointmentId"].GetGuid());

        var late = await escort.Books(escort.Wants(client, escort.Soon.AddDays(1), engagement: booked.EngagementId));
        Assert.Equal((booked.AppointmentId, booked.StartsAt), (late.AppointmentId, late.StartsAt));
    }

    [Fact]
    public async Task Of_two_appointments_of_a_day_the_earlier_is_taken_first_and_a_hundred_clerks_take_one()
    {
        var site = await service.OpenSite(doctors: 2);
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        var later = await Today(escort, client, minutes: 40);
        var earlier = await Today(escort, client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => site.CheckIn(client)));

        Assert.Equal(earlier.AppointmentId, Assert.Single(answers.Select(answer => answer.Ok()["appointmentId"].GetGuid()).Distinct()));
        await new Steps(site, answers[0]["id"].GetGuid()).Until("completion");
        Assert.Equal(later.AppointmentId, (await site.CheckIn(client)).Ok()["appointmentId"].GetGuid());
    }

    [Fact]
    public async Task A_visit_entered_by_mistake_gives_its_appointment_back_and_the_client_comes_for_it()
    {
        var (site, client, booked, visit) = await Fulfilled();

        (await visit.Void()).Ok();
        (await visit.Void()).Ok();

        Assert.Equal(("Booked", false), await Kept(site, booked, visit));
        Assert.Equal(booked.AppointmentId, (await site.CheckIn(client)).Ok()["appointmentId"].GetGuid());
        Assert.Equal(["Booked", "StoodAgain"], (await new AppointmentDesk(site).Steps(booked.AppointmentId)).Order());
    }

    [Fact]
    public async Task An_appointment_whose_time_was_given_away_ends_when_its_visit_is_voided_and_the_escort_hears_of_it()
    {
        await service.Bus.Listen<AppointmentCancelled>();
        var (site, _, booked, visit) = await Fulfilled();
        var next = await new AppointmentDesk(site).Booked(
            booked.StartsAt,
            doctor: (await site.Desk.Get($"/appointments/{booked.AppointmentId}")).Ok()["doctorId"].GetGuid()
        );

        (await visit.Void()).Ok();

        Assert.Equal(("Cancelled", false), await Kept(site, booked, visit));
        await service.Bus.Hears<AppointmentCancelled>(
            1,
            fact =>
                fact.AppointmentId == booked.AppointmentId
                && fact.EngagementId == booked.EngagementId
                && fact.ReasonCode == "EnteredByMistake"
        );
        Assert.Equal("Booked", (await site.Desk.Get($"/appointments/{next}")).Ok()["status"].GetString());
    }

    [Fact]
    public async Task Of_a_visit_entered_twice_the_other_one_keeps_the_appointment()
    {
        var (site, client, booked, visit) = await Fulfilled();
        var other = (await site.CheckIn(client)).Ok()["id"].GetGuid();

        (await visit.Void()).Ok();

        var kept = (await site.Desk.Get($"/appointments/{booked.AppointmentId}")).Ok();
        Assert.Equal(("Fulfilled", other), (kept["status"].GetString(), kept["visitId"].GetGuid()));
    }

    [Fact]
    public async Task A_visit_that_came_for_another_appointment_does_not_keep_this_one()
    {
        var site = await service.OpenSite(doctors: 2);
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        await Today(escort, client, minutes: 40);
        var booked = await Today(escort, client);
        var visit = await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("completion");
        (await site.CheckIn(client)).Ok();

        (await visit.Void()).Ok();

        Assert.Equal(("Booked", false), await Kept(site, booked, visit));
    }

    async Task<(TestSite TestSite, Guid Client, AppointmentBooked Booked, Steps Visit)> Fulfilled()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var client = await site.NewClient();
        var booked = await Today(escort, client);
        var visit = await new Steps(site, (await site.CheckIn(client)).Ok()["id"].GetGuid()).Until("completion");
        Assert.Equal(("Fulfilled", true), await Kept(site, booked, visit));
        return (site, client, booked, visit);
    }

    static async Task<(string? Status, bool ByThisVisit)> Kept(TestSite site, AppointmentBooked booked, Steps visit)
    {
        var kept = (await site.Desk.Get($"/appointments/{booked.AppointmentId}")).Ok();
        return (
            kept["status"].GetString(),
            kept.Body.TryGetProperty("visitId", out var by)
                && by.ValueKind == System.Text.Json.JsonValueKind.String
                && by.GetGuid() == visit.Id
        );
    }

    // The branch's clinic day may end while the test runs; the appointment is put on the day of the arrival by hand then.
    async Task<AppointmentBooked> Today(EscortDesk escort, Guid client, int minutes = 0)
    {
        var booked = await escort.Books(escort.Wants(client, escort.Soon.AddMinutes(minutes)));
        var today = service
            .Clock.GetUtcNow()
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await service.Database.Sql<Guid>(
            $"UPDATE appointment SET day = '{today}' WHERE id = '{booked.AppointmentId}' AND day <> '{today}' RETURNING id"
        );
        return booked;
    }
}
