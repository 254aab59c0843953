using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// Asks every operation that the frozen documents describe with requests of chance, as somebody who holds every role. A service never
/// breaks by a request and answers each; what it carries out though its document forbids it is told apart.
/// </summary>
public sealed class FuzzRun
{
    const int AtOnce = 8,
        Shown = 600;

    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    // What would end the run itself: its clock, its password, its session. Of these only what is forbidden is asked.
    static readonly string[] Harmful = ["PUT /ops/clock", "PUT /api/identity/password", "DELETE /api/identity/sessions/current"];

    readonly ConcurrentQueue<string> broken = [],
        accepted = [];
    readonly ConcurrentDictionary<int, int> statuses = [];
    readonly KnownIds ids = new();
    readonly HttpClient http;
    readonly Member everybody;
    readonly int seed;

    FuzzRun(Member everybody, Uri gateway, int seed)
    {
        (this.everybody, this.seed) = (everybody, seed);
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = gateway, Timeout = LongestAnswer };
    }

    /// <summary>Where a service broke or did not answer, each with the request that shows it.</summary>
    public IReadOnlyCollection<string> Broken => broken;

    /// <summary>What was carried out though the document forbids it, each with the request that shows it.</summary>
    public IReadOnlyCollection<string> Accepted => accepted;

    /// <summary>How often each status was answered.</summary>
    public IReadOnlyDictionary<int, int> Statuses => statuses;

    /// <summary>How many requests were sent.</summary>
    public int Requests => statuses.Values.Sum();

    /// <summary>Opens a branch with a day's records for it, and asks each operation so often.</summary>
    public static async Task<FuzzRun> Of(ClinicGroup group, int times, int seed)
    {
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        var person = await group.Hire(branch.Id, "Director");
        var operations = DescribedOperation.All();
        foreach (var role in RolesOf(operations))
            (
                await group.Administrator.Post(
                    $"/api/identity/accounts/{person.Id}/grants",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        role,
                        reason = "asks everything",
                    }
                )
            ).Ok();
        await person.Token(anew: true);

        FuzzRun run = new(person, group.Platform.Gateway, seed);
        run.ids.Add("branches", branch.Id);
        run.ids.Add("departments", branch.Department);
        run.ids.Add("employees", branch.Doctors[0].Id);
        run.ids.Add("doctors", branch.Doctors[0].Id);
        for (var number = 0; number < 3; number++)
        {
            var visit = branch.Arrives(await branch.NewClient());
            (await visit.CheckIn()).Ok();
            run.ids.Add("visits", visit.Id);
        }
        await run.Ask(operations, times);
        return run;
    }

    static IReadOnlyList<string> RolesOf(IReadOnlyList<DescribedOperation> operations)
    {
        var grant = operations.Single(operation => operation.Name == "POST /api/identity/accounts/{employeeId}/grants");
        return new DescribedValue(grant.Body!.Value, grant.Document).Members.Single(member => member.Name == "role").Value.Words;
    }

    async Task Ask(IReadOnlyList<DescribedOperation> operations, int times)
    {
        // What makes records comes first, so that the others have some to be about.
        foreach (var operation in operations.OrderBy(operation => operation.Path.Count(sign => sign == '/')).ThenBy(Order))
            if (!Harmful.Contains(operation.Name))
                await Send(operation, new Mutations(operation, ids, RandomOf(operation, 0)).Plain());
        await Parallel.ForEachAsync(
            operations
                .SelectMany(operation => Enumerable.Range(1, times).Select(number => (operation, number)))
                .OrderBy(pair => pair.number),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (pair, _) =>
            {
                var (operation, number) = pair;
                var random = RandomOf(operation, number);
                Mutations mutations = new(operation, ids, random);
                var mutation = random.Next(10) == 0 ? mutations.Plain() : mutations.Next();
                if (mutation.Forbidden || !Harmful.Contains(operation.Name))
                    await Send(operation, mutation);
            }
        );
    }

    static int Order(DescribedOperation operation) => operation.Method == HttpMethod.Post ? 0 : 1;

    // The same seed makes the same requests, whatever order they are sent in; only which records are there may differ.
    Random RandomOf(DescribedOperation operation, int number)
    {
        var hash = 17;
        foreach (var sign in operation.Name)
            hash = unchecked((hash * 31) + sign);
        return new(unchecked((((hash * 31) + number) * 31) + seed));
    }

    async Task Send(DescribedOperation operation, Mutation mutation)
    {
        try
        {
            using HttpRequestMessage request = new(operation.Method, mutation.Address);
            request.Headers.Authorization = new("Bearer", await everybody.Token());
            if (mutation.IfMatch is not null)
                request.Headers.TryAddWithoutValidation("If-Match", mutation.IfMatch);
            if (mutation.Body is not null)
            {
                request.Content = new ByteArrayContent(mutation.Body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", mutation.ContentType);
            }
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var isLive = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
            var text = isLive ? "" : await answer.Content.ReadAsStringAsync();
            Judge(operation, mutation, (int)answer.StatusCode, text);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            statuses.AddOrUpdate(0, 1, (_, count) => count + 1);
            Find(broken, operation, mutation, $"no answer: {exception.Message}");
        }
    }

    void Judge(DescribedOperation operation, Mutation mutation, int status, string text)
    {
        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (status >= 500)
            Find(broken, operation, mutation, $"{status} {text}");
        else if (status < 300 && mutation.Forbidden)
            Find(accepted, operation, mutation, $"{status}, though the document forbids it");
        else if (status < 300 && text.Length > 1 && text[0] is '{' or '[')
            ids.Learn(operation.Path, JsonDocument.Parse(text).RootElement);
    }

    static void Find(ConcurrentQueue<string> findings, DescribedOperation operation, Mutation mutation, string what)
    {
        var body = mutation.Body is null ? "" : Encoding.UTF8.GetString(mutation.Body);
        findings.Enqueue(
            $"{operation.Name}: {mutation.What}: {what}\n    {mutation.Address} If-Match {mutation.IfMatch}\n    "
                + $"{(body.Length > Shown ? body[..Shown] : body)}"
        );
    }
}
