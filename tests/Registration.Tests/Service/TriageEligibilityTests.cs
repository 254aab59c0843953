using Clinic.Registration.Visits.Triage;
using Clinic.Training.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class TriageEligibilityTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const string Certified = "registration-note-certificate-when-certificate-issued";

    [Fact]
    [Rule("R-321")]
    public async Task On_a_day_with_a_published_roster_only_a_doctor_on_shift_is_given_clients_unless_the_branch_says_otherwise()
    {
        var site = await service.OpenSite(doctors: 2);
        AppointmentDesk desk = new(site);
        var supervisor = service.At(site.Branch, "rosters.write", "directory.read");
        var (early, late, roster) = (site.Doctors[0].Id, site.Doctors[1].Id, Guid.CreateVersion7());
        object[] duties =
        [
            new
            {
                employeeId = early,
                post = "Doctor",
                from = "08:00:00",
                to = "12:00:00",
            },
            new
            {
                employeeId = late,
                post = "Doctor",
                from = "12:00:00",
                to = "18:00:00",
            },
        ];
        var draft = (
            await supervisor.Put(
                $"/rosters/{roster}",
                new
                {
                    branchId = site.Branch,
                    day = desk.Tomorrow,
                    duties,
                }
            )
        ).Ok();
        (await supervisor.Post($"/rosters/{roster}/publication", new { }, draft.ETag)).Ok();
        await service.MoveClock(desk.At(9) - service.Clock.GetUtcNow());

        var visits = new[] { await site.CheckInNewClient(), await site.CheckInNewClient() };
        foreach (var visit in visits)
            Assert.Equal(early, (await visit.Triage()).Ok()["doctorId"].GetGuid());
        Assert.Equal(nameof(WhyNot.NotOnShift), await Why(site, visits[1], late));
        Assert.True(
            (
                await (await site.CheckInNewClient()).Triage(
                    new
                    {
                        departmentId = site.Department,
                        way = "Designated",
                        doctorId = late,
                        reason = "asked for",
                    }
                )
            ).Refused("named-doctor-not-on-duty")
        );

        await site.SetPolicies(("triage.byRoster", "false"));
        Assert.Equal(late, (await (await site.CheckInNewClient()).Triage()).Ok()["doctorId"].GetGuid());
    }

    [Fact]
    [Rule("R-321")]
    public async Task Where_the_branch_asks_for_certificates_a_doctor_is_given_clients_only_while_one_holds()
    {
        var site = await service.OpenSite(doctors: 2);
        var (trained, other) = (site.Doctors[0].Id, site.Doctors[1].Id);
        await site.SetPolicies(("triage.byCertificate", "true"));
        var visit = await site.CheckInNewClient();
        Assert.True((await visit.Triage()).Refused("no-doctor-on-duty"));

        var until = service.Clock.GetUtcNow().AddDays(2);
        var message = await Says(trained, until);
        await Eventually.Is(async () => await Heard(trained) == 1);
        await Says(trained, until, message);
        await Says(trained, until);
        await Says(trained, until.AddDays(-9));
        await Eventually.Is(async () => await Heard(trained) == 3);

        Assert.Equal(trained, (await visit.Triage()).Ok()["doctorId"].GetGuid());
        Assert.Equal(nameof(WhyNot.NoCertificate), await Why(site, visit, other));
        await service.MoveClock(TimeSpan.FromDays(3));
        Assert.True((await (await site.CheckInNewClient()).Triage()).Refused("no-doctor-on-duty"));

        Task<Guid> Says(Guid who, DateTimeOffset to, Guid? id = null) =>
            service.Bus.Say(new CertificateIssued(who, site.Branch, "C-1", to.AddYears(-1), to), who, id);
    }

    Task<long> Heard(Guid who) => service.Database.Count($"trail WHERE case_id = '{who}' AND type = '{Certified}'");

    static async Task<string?> Why(TestSite site, Steps visit, Guid doctor) =>
        (await site.TriageOfficer.Get($"/visits/{visit.Id}/triage/{doctor}")).Ok()["answer"].GetString();
}
