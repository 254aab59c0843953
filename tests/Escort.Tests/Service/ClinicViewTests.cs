using static Clinic.Escort.Tests.Service.LeadViewTests;

namespace Clinic.Escort.Tests.Service;

/// <summary>What the manager of a clinic sees of accompanied clients, and how a long list of engagements is narrowed.</summary>
[Collection(SharedService.Name)]
public sealed class ClinicViewTests(EscortService service)
{
    [Fact]
    public async Task The_manager_of_a_clinic_sees_who_is_accompanied_there_now_and_later_whichever_branch_the_escort_is_of()
    {
        var site = await service.OpenSite();
        var manager = service.At(site.Clinic, "engagements.read");
        var (now, later) = (await (await site.NewCall()).Until("start"), await (await site.NewCall()).Until("agreement"));
        await (await site.NewCall()).Until("need");

        Assert.Equal([now.Id], await AtClinic(manager, site.Clinic, "serving=true"));
        Assert.Equal(new[] { now.Id, later.Id }.Order(), await EveryPage(manager, $"/engagements/at-clinic?clinic={site.Clinic}", "id"));
        Assert.Equal([later.Id], await AtClinic(manager, site.Clinic, $"from={In(now.Slot.To)}"));
        Assert.Equal([now.Id], await AtClinic(manager, site.Clinic, $"to={In(later.Slot.From)}"));
        var line = Lines(await manager.Get($"/engagements/at-clinic?clinic={site.Clinic}&serving=true")).Single();
        Assert.Equal(
            (site.Branch, site.Clinic, now.ClientId, now.Escort!.Id),
            (Id(line, "branchId"), Id(line, "clinicBranchId"), Id(line, "clientId"), Id(line, "escortId"))
        );
        Assert.Equal("InService", line.GetProperty("status").GetString());
        (await now.End()).Ok();
        Assert.Empty(await AtClinic(manager, site.Clinic, "serving=true"));
    }

    [Fact]
    public async Task Whoever_does_not_work_for_the_clinic_learns_nothing_of_it()
    {
        var site = await service.OpenSite();
        await (await site.NewCall()).Until("start");
        var asked = $"/engagements/at-clinic?clinic={site.Clinic}";

        Assert.Equal("not-found", (await site.Lead.Get(asked)).Code);
        Assert.Equal("not-found", (await service.At(Guid.CreateVersion7(), "engagements.read").Get(asked)).Code);
        Assert.Equal("forbidden", (await service.At(site.Clinic, "escorts.read").Get(asked)).Code);
        Assert.Single(Lines(await service.InGroup("engagements.read").Get(asked)));
        var now = service.Clock.GetUtcNow();
        var manager = service.At(site.Clinic, "engagements.read");
        Assert.Equal("period-impossible", (await manager.Get($"{asked}&from={In(now)}&to={In(now)}")).Code);
        foreach (var bad in new[] { "/engagements/at-clinic", $"{asked}&serving=1x", $"{asked}&limit=201", $"{asked}&status=InService" })
            Assert.Equal("bad-request", (await manager.Get(bad)).Code);
        Assert.Empty(Lines(await manager.Get($"/engagements/at-clinic?clinic={site.Clinic}&to={In(now.AddDays(-1))}")));
    }

    [Fact]
    public async Task Engagements_are_found_by_several_states_clinic_lead_client_and_time()
    {
        var site = await service.OpenSite();
        var (called, agreed, serving) = (
            await (await site.NewCall()).Until("inquiry"),
            await (await site.NewCall()).Until("agreement"),
            await (await site.NewCall()).Until("start")
        );

        Assert.Equal([called.Id], await Found("status=Inquired"));
        Assert.Equal(new[] { called.Id, serving.Id }.Order(), await Found("status=Inquired&status=InService"));
        Assert.Equal([serving.Id], await Found("serving=true"));
        Assert.Equal(new[] { agreed.Id, serving.Id }.Order(), await Found($"clinic={site.Clinic}"));
        Assert.Equal(new[] { agreed.Id, serving.Id }.Order(), await Found($"lead={site.Lead.Id}"));
        Assert.Equal([agreed.Id], await Found($"client={agreed.ClientId}"));
        Assert.Equal([serving.Id], await Found($"from={In(agreed.Slot.To)}"));
        Assert.Equal([agreed.Id], await Found($"to={In(serving.Slot.From)}"));
        Assert.Equal("period-impossible", (await site.Lead.Get($"/engagements?from={In(agreed.Slot.To)}&to={In(agreed.Slot.To)}")).Code);
        foreach (var bad in new[] { "status=2", "status=Inquired&status=2", "status=Lost", "state=Inquired" })
            Assert.Equal("bad-request", (await site.Lead.Get($"/engagements?{bad}")).Code);

        async Task<List<Guid>> Found(string asked) =>
            [
                .. (await site.Lead.Get($"/engagements?branch={site.Branch}&{asked}"))
                    .Ok()["engagements"]
                    .EnumerateArray()
                    .Select(line => Id(line)),
            ];
    }

    [Fact]
    [Rule("R-012")]
    public async Task Whoever_asks_the_clinic_for_an_appointment_reads_which_department_and_doctor_were_asked()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        var (department, doctor) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (
            await call.Escort!.Post(
                call.Path("appointment-request"),
                new
                {
                    departmentId = department,
                    doctorId = doctor,
                    wishedFrom = call.Slot.From,
                }
            )
        ).Ok();

        foreach (var look in new[] { await call.Escort.Get($"/engagements/own/{call.Id}"), await call.Look() })
        {
            var asked = look.Ok()["appointment"];
            Assert.Equal((department, doctor), (Id(asked, "departmentId"), Id(asked, "doctorId")));
            Assert.Equal(call.Slot.From, asked.GetProperty("wishedFrom").GetDateTimeOffset());
        }
    }

    static async Task<List<Guid>> AtClinic(Person reader, Guid clinic, string asked) =>
        [.. Lines(await reader.Get($"/engagements/at-clinic?clinic={clinic}&{asked}")).Select(line => Id(line))];
}
