using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>What the trail of a case holds, in all services.</summary>
sealed class EffectsOfCase(Stack stack, Guid caseId)
{
    /// <summary>Whoever caused it, and however often it was sent: no fact and no effect of the case is there twice.</summary>
    public async Task AreThereOnce(Member reader)
    {
        var steps = (await reader.Get($"/trail/{caseId}"))
            .Ok()["steps"]
            .EnumerateArray()
            .Select(step => (Type: step.GetProperty("type").GetString()!, Message: step.GetProperty("messageId").GetGuid()))
            .ToList();
        Assert.NotEmpty(steps);
        Assert.Equal(steps.Distinct(), steps);
        var once = steps.Select(step => step.Type).Where(type => !type.Contains("concern", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal(once.Distinct(), once);
        await EachConcernIsSaidAndHeardOnce();
    }

    // Who has to do with the client is said anew whenever somebody else has, or until another time: each version of it once, and each of
    // these facts has one effect.
    async Task EachConcernIsSaidAndHeardOnce()
    {
        const string Facts = "FROM trail WHERE kind = 'fact' AND type LIKE 'ClientConcern%' AND case_id =",
            Versions = "SELECT coalesce(sum(greatest(concern_version - 1, 0)), 0)::bigint FROM";
        List<Guid> said = [];
        foreach (
            var (service, noun) in new[]
            {
                ("escort", $"engagement WHERE id = '{caseId}'"),
                ("feedback", $"follow_up WHERE case_id = '{caseId}'"),
            }
        )
        {
            var unsaid = await stack.Sql<long>(service, $"SELECT ({Versions} {noun}) - (SELECT count(*) {Facts} '{caseId}')");
            Assert.Equal((service, 0L), (service, unsaid.Single()));
            said.AddRange(await stack.Sql<Guid>(service, $"SELECT message_id {Facts} '{caseId}'"));
        }
        Assert.NotEmpty(said);

        var heard = await Eventually.Sees(
            () =>
                stack.Sql<Guid>(
                    "registration",
                    $"SELECT message_id FROM trail WHERE kind = 'effect' AND type LIKE '%-client-concern-%' AND case_id = '{caseId}'"
                ),
            effects => said.TrueForAll(effects.Contains)
        );
        Assert.Equal(heard.Distinct(), heard);
    }
}
