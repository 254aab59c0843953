namespace Clinic.Escort.Tests.Service;

public sealed class WalkTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    [Rule("R-024", "R-028", "R-041")]
    public async Task An_engagement_goes_from_the_call_to_the_archive_and_says_each_fact_once()
    {
        var site = await service.OpenSite();
        var call = await site.NewCall();

        foreach (var (name, act, state) in call.All)
        {
            var answer = (await act()).Ok();
            Assert.Equal((name, state), (name, await call.State()));
            var again = await act();
            Assert.True(again.Accepted, $"{name} again: {again.Text}");
            if (name is not "appointment-request")
                Assert.Equal(answer.Body.ToString(), again.Body.ToString());
        }

        string[] facts =
        [
            "EscortInquiryReceived",
            "EscortInquiryHandedOver",
            "EscortNeedConfirmed",
            "ServiceAgreementSigned",
            "EscortAssigned",
            "EscortPreparationStarted",
            "AppointmentRequested",
            "EscortPreparationCompleted",
            "EscortVisitReconfirmed",
            "EscortVisitStarted",
            "EscortVisitCompleted",
            "EscortFeeCollected",
            "ServiceReportSubmitted",
        ];
        Assert.Equal(
            facts,
            await service.Database.Sql<string>(
                $"""
                SELECT type FROM trail WHERE case_id = '{call.Id}' AND kind = 'fact' AND type NOT LIKE 'ClientConcern%' ORDER BY at, id
                """
            )
        );
        // The lead from the need on, the escort from the assignment on and, with the report, until an hour; the archive ends both.
        Assert.Equal(
            ["ClientConcernBegan 3", "ClientConcernEnded 2"],
            await service.Database.Sql<string>(
                $"""
                SELECT type || ' ' || count(*) FROM trail WHERE case_id = '{call.Id}' AND kind = 'fact' AND type LIKE 'ClientConcern%'
                  GROUP BY type ORDER BY type
                """
            )
        );
        Assert.Equal([6], await service.Database.Sql<int>($"SELECT concern_version FROM engagement WHERE id = '{call.Id}'"));
        var look = (await call.Look()).Ok();
        Assert.True(look["reportOnTime"].GetBoolean());
        Assert.Matches("^A[0-9]{4}-[0-9]{6}$", look["agreementNumber"].GetString());
        Assert.Equal(0, await service.Database.Count("due"));
    }

    [Fact]
    [Rule("R-331", "R-002")]
    public async Task No_step_can_be_skipped_and_a_skipped_one_changes_nothing()
    {
        var site = await service.OpenSite();
        var call = await site.NewCall();
        call.Escort = await site.ActiveEscort();
        (await call.Inquire()).Ok();

        for (var at = 0; at < call.All.Count - 1; at++)
        {
            var before = await call.Fingerprint();
            foreach (var (name, act, _) in call.All.Skip(at + 2))
            {
                // The appointment may be asked for only while preparing, and the report may come before the fee.
                if (name == "report" && call.All[at].Name == "end")
                    continue;
                if (call.All[at].Name == "preparation" && name == "readiness")
                {
                    Assert.True((await act()).Refused("appointment-missing"));
                    continue;
                }
                var answer = await act();
                Assert.True(
                    answer.Refused("engagement-step-out-of-order") || answer.Refused("not-found"),
                    $"{name} after {call.All[at].Name}: {answer.Text}"
                );
            }
            Assert.Equal(before, await call.Fingerprint());
            (await call.All[at + 1].Act()).Ok();
        }
    }
}
