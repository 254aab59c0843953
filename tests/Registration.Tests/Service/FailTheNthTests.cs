using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

/// <summary>At each of the most dangerous instants, the first time, the second time, until there is no further time.</summary>
public sealed class FailTheNthTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const int Enough = 20;

    public static TheoryData<string> EveryPoint => [.. FailPoints.All];

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_an_appointment_is_booked_once_answered_once_and_the_client_comes_with_it_once(string point)
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var (client, visit) = (await site.NewClient(), Guid.CreateVersion7());
            var wish = escort.Wants(client, service.Clock.GetUtcNow().AddDays(nth));
            service.Fail.Arm(point, nth, FailKind.Throw);

            var message = await escort.Say(wish);
            await service.Database.Sql<Guid>(
                $"UPDATE appointment SET day = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE engagement_id = '{wish.EngagementId}' "
                    + "RETURNING id"
            );
            // The clerk presses the button again until it worked.
            await Eventually.Sees(() => site.CheckIn(client, visit), answer => answer.Accepted);

            var booked = await escort.Answer<AppointmentBooked>(message);
            await Eventually.Is(async () =>
                await service.Database.Count($"outbox WHERE convert_from(body, 'UTF8') LIKE '%{wish.EngagementId}%'") == 0
            );
            Assert.Equal(1, service.Bus.Heard<AppointmentBooked>().Count(fact => fact.EngagementId == wish.EngagementId));
            Assert.Equal(
                [visit],
                await service.Database.Sql<Guid>(
                    $"SELECT visit_id FROM appointment WHERE engagement_id = '{wish.EngagementId}' AND id = '{booked.AppointmentId}' "
                        + "AND state = 'CheckedIn'"
                )
            );
            Assert.Equal(
                [nameof(AppointmentBooked), nameof(ClientArrived), nameof(VisitRegistered)],
                await service.Database.Sql<string>(
                    $"SELECT type FROM trail WHERE case_id = '{wish.EngagementId}' AND kind = 'fact' ORDER BY type"
                )
            );
            if (service.Fail.Reached(point) < nth)
                break;
        }
        // What is armed stays so; the next one's site shall not break for it.
        service.Fail.Arm(point, int.MaxValue, FailKind.Throw);
        Assert.InRange(nth, 1, Enough - 1);
        Assert.Equal(0, await service.Database.Count("parked"));
    }
}
