using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>Who brings a new client gets the commission, whatever the desk finds out about the client's chart meanwhile .</summary>
[Collection(OnePlatform.Name)]
public sealed class ReferralTests(RunningPlatform platform)
{
    [Fact]
    [Rule("R-039")]
    public async Task A_referral_becomes_a_line_of_the_payslip_though_the_client_turned_out_to_have_two_charts()
    {
        var clinic = await (await platform.Group.OpenBranch("GeneralClinic")).Staffed();
        var company = await platform.Group.OpenBranch("EscortCompany");
        var site = await EscortSite.Staffed(platform.Group, company.Id);
        var hired = await Task.WhenAll(new[] { "Trainer", "Escort", "Escort" }.Select(post => platform.Group.Hire(company.Id, post)));
        var (escort, referrer) = (hired[1], hired[2]);
        TrainingStory training = new(company, hired[0]);
        foreach (var qualified in new[] { escort, referrer })
        {
            await training.Qualify(qualified);
            await site.Until(qualified.Id, "Active");
        }
        var pay = await new PayStory(platform.Group, company).Staffed();
        (await pay.SetGrade()).Ok();

        var (known, twice) = (await clinic.NewClient(), await clinic.NewClient());
        var engagement = site.Calls(twice, null, WholeMinute(platform.Group.Platform.Now.AddHours(2)));
        (await engagement.Inquire()).Ok();
        (await engagement.HandOver()).Ok();
        (await engagement.ConfirmNeed()).Ok();
        Assert.True((await engagement.Sign(referrer: referrer.Id)).Ok()["newClient"].GetBoolean());
        (await engagement.Assign(escort)).Ok();
        (await engagement.Prepare()).Ok();
        (await engagement.NoteOutsideAppointment()).Ok();
        (await engagement.BeReady()).Ok();
        (await engagement.Reconfirm()).Ok();
        await OneChart(clinic, twice, known);
        await platform.Group.Platform.MoveClock(platform.Group.Administrator, engagement.StartsAt - platform.Group.Platform.Now);
        (await engagement.Start()).Ok();
        (await engagement.End()).Ok();
        (await engagement.SettleFee()).Ok();
        (await engagement.Report()).Ok();

        PerformanceStory performance = new(pay.Officer, company.Id);
        await performance.Has(referrer.Id, "Commission", lines: 1);
        var month = platform.Group.Platform.Now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", null);
        var run = (await pay.Calculate(month)).Ok()["id"].GetGuid();
        var line = Assert.Single(PayStory.LinesOf(await pay.PayslipOf(run, referrer.Id), "Commission"));
        Assert.Equal(100.00m, line.GetProperty("amount").GetProperty("amount").GetDecimal());
    }

    static async Task OneChart(Branch clinic, Guid merged, Guid kept) =>
        (
            await clinic.Manager.Post(
                $"/api/registration/clients/{merged}/merge",
                new
                {
                    id = Guid.CreateVersion7(),
                    intoId = kept,
                    reason = "one person with two charts",
                }
            )
        ).Ok();

    static DateTimeOffset WholeMinute(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
}
