using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

public sealed class LateClientTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Theory]
    [InlineData(FailPoints.BeforeCommit)]
    [InlineData(FailPoints.AfterCommit)]
    public async Task Wherever_the_check_in_of_a_late_client_breaks_the_no_show_is_taken_back_once(string point)
    {
        await service.Bus.Listen<AppointmentNoShowReversed>();
        var (desk, client, id) = await Missed();
        var visit = Guid.CreateVersion7();
        service.Fail.Arm(point, 1, FailKind.Throw);

        // The clerk presses the button again until it worked.
        await Eventually.Sees(() => desk.TestSite.CheckIn(client, visit), answer => answer.Accepted);
        (await desk.TestSite.CheckIn(client, visit)).Ok();

        service.Fail.Arm(point, int.MaxValue, FailKind.Throw);
        await service.Bus.Hears<AppointmentNoShowReversed>(1, fact => fact.AppointmentId == id);
        Assert.Equal(("CheckedIn", 1), (await desk.State(id), await Reversals(id)));
        Assert.Equal(1, await service.Database.Count($"visit WHERE client_id = '{client}' AND appointment_id = '{id}'"));
    }

    [Fact]
    public async Task Twenty_clerks_who_check_a_late_client_in_take_the_no_show_back_once()
    {
        var (desk, client, id) = await Missed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.TestSite.CheckIn(client)));

        Assert.Equal(id, Assert.Single(answers.Select(answer => answer.Ok()["appointmentId"].GetGuid()).Distinct()));
        Assert.Equal(("CheckedIn", 1), (await desk.State(id), await Reversals(id)));
    }

    [Fact]
    public async Task A_late_clients_visit_that_was_a_mistake_lets_the_client_be_waited_for_and_missed_again()
    {
        await service.Bus.Listen<AppointmentNoShow>();
        var (desk, client, id) = await Missed();
        var visit = await new Steps(desk.TestSite, (await desk.TestSite.CheckIn(client)).Ok()["id"].GetGuid()).Until("completion");
        Assert.Equal("Fulfilled", await desk.State(id));

        (await visit.Void()).Ok();

        Assert.Equal("Booked", await desk.State(id));
        await desk.WaitUntil(desk.At(10, 30));
        await service.Bus.Hears<AppointmentNoShow>(2, fact => fact.AppointmentId == id);
        Assert.Equal("NoShow", await desk.State(id));
    }

    // Booked for nine o'clock, and missed a minute ago.
    async Task<(AppointmentDesk Desk, Guid Client, Guid Appointment)> Missed()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var client = await desk.TestSite.NewClient();
        var id = await desk.Booked(desk.At(9), client);
        await desk.WaitUntil(desk.At(9, 31));
        await Eventually.Is(async () => await desk.State(id) == "NoShow");
        return (desk, client, id);
    }

    Task<long> Reversals(Guid appointment) =>
        service.Database.Count($"appointment_step WHERE appointment_id = '{appointment}' AND kind = 'NoShowReversed'");
}
