using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>Numbers carry the year of the branch's own calendar.</summary>
public sealed class CalendarYearTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-024", "R-027")]
    public async Task Agreements_and_invoices_are_numbered_by_the_year_of_the_branchs_calendar()
    {
        var (shanghai, lisbon) = (await service.OpenSite(), await service.OpenSite("Europe/Lisbon"));
        var year = service.Clock.GetUtcNow().AddDays(1).Year;
        // New year in Shanghai; in Lisbon it is still afternoon.
        await service.MoveClock(new DateTimeOffset(year, 12, 31, 16, 30, 0, TimeSpan.Zero) - service.Clock.GetUtcNow());
        var (here, there) = (await (await shanghai.NewCall()).Until("fee"), await (await lisbon.NewCall()).Until("fee"));

        Assert.Equal($"A{year + 1}-000001", (await here.Look()).Ok()["agreementNumber"].GetString());
        Assert.Equal($"F{year + 1}-000001", (await here.Look()).Ok()["invoiceNumber"].GetString());
        Assert.Equal($"A{year}-000001", (await there.Look()).Ok()["agreementNumber"].GetString());
        Assert.Equal($"F{year}-000001", (await there.Look()).Ok()["invoiceNumber"].GetString());
    }

    [Fact]
    [Rule("R-024")]
    public async Task Before_the_branch_is_known_nothing_is_numbered_and_afterwards_the_same_body_is_accepted()
    {
        var branch = Guid.CreateVersion7();
        TestSite site = new(service, branch, await service.Hire(branch, Payroll.Contracts.Post.EscortLead));
        var call = await (await site.NewCall()).Until("need");
        var before = await call.Fingerprint();

        Assert.True((await call.Sign()).Refused("branch-unknown"));
        Assert.Equal(before, await call.Fingerprint());
        BranchOpened opened = new(branch, BranchKind.EscortCompany, "Asia/Tokyo", new(2026, 1, 1));
        await service.Hears(EscortService.Opened, opened, branch);
        await service.Hears(EscortService.Opened, opened, branch);

        (await call.Sign()).Ok();
        Assert.Equal(1, await service.Database.Count($"branch WHERE id = '{branch}' AND time_zone = 'Asia/Tokyo'"));
    }
}
