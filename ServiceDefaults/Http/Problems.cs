using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Every refusal and failure leaves as problem+json (RFC 9457) with a stable <c>code</c> and never with a stack, SQL or a value sent.
/// </summary>
public static class Problems
{
    /// <summary>The body for a refusal.</summary>
    public static ProblemDetails Of(Refusal refusal)
    {
        ProblemDetails problem = new()
        {
            Status = refusal.Status,
            Title = refusal.Sentence,
            Type = TypeOf(refusal.Code),
            Extensions = { ["code"] = refusal.Code },
        };
        if (refusal.Errors is { } errors)
            problem.Extensions[InputProblem.Errors] = errors;
        return problem;
    }

    internal static string TypeOf(string code) => $"urn:clinic:refusal:{code}";

    internal static void AddClinicProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                var problem = context.ProblemDetails;
                problem.Extensions.TryAdd("code", CodeOf(problem.Status));
                if (problem is HttpValidationProblemDetails found)
                    InputProblem.Reshape(found);
                var code = $"{problem.Extensions["code"]}";
                if (!DeclaredRefusals.Allows(context.HttpContext, code))
                    Undeclared(context, code);
                context.HttpContext.RequestServices.GetRequiredService<Meters>().Refused(problem.Extensions["code"]);
                problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            }
        );
        services.AddExceptionHandler<ExceptionToProblem>();
    }

    // A rule that the act did not declare is missing in its description.
    static void Undeclared(ProblemDetailsContext context, string code)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.ProblemDetails.Status = StatusCodes.Status500InternalServerError;
        context.ProblemDetails.Title = $"The act does not declare that it refuses by '{code}'.";
        context.ProblemDetails.Extensions["code"] = "refusal-undeclared";
    }

    /// <summary>Writes a refusal from a place that has no endpoint result to return.</summary>
    public static async Task Write(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        ProblemDetailsContext problem = new() { HttpContext = context, ProblemDetails = Of(refusal) };
        if (await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(problem))
            return;
        // Asked for HTML or nonsense: a refusal is told all the same, and never as HTML.
        await context.Response.WriteAsJsonAsync(
            problem.ProblemDetails,
            (JsonSerializerOptions?)null,
            "application/problem+json",
            context.RequestAborted
        );
    }

    internal static readonly IReadOnlyDictionary<int, string> CodesByStatus = new Dictionary<int, string>
    {
        [400] = "bad-request",
        [401] = "unauthenticated",
        [403] = "forbidden",
        [404] = "not-found",
        [405] = "method-not-allowed",
        [413] = "too-large",
        [415] = "unsupported-media-type",
        [429] = "too-many-requests",
        [503] = "unavailable",
    };

    internal static string CodeOf(int? status) => CodesByStatus.GetValueOrDefault(status ?? 0, "error");
}

sealed class ExceptionToProblem(
    ConstraintRefusals constraints,
    DatabaseAlarms database,
    IOptions<JsonOptions> json,
    ILogger<ExceptionToProblem> log
) : IExceptionHandler
{
    static readonly Refusal Unavailable = new("unavailable", "A server this needs is not answering; try again shortly.", 503);
    static readonly Refusal Broken = new("error", "Something went wrong on our side; it has been noted.", 500);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken stop)
    {
        if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException)
            return true;

        database.Note(exception);
        var refusal = exception switch
        {
            BadHttpRequestException bad => UnreadableInput.Of(
                bad,
                context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint,
                json.Value.SerializerOptions
            ),
            DbUpdateConcurrencyException => Refusal.ChangedMeanwhile,
            _ when constraints.For(exception) is { } rule => rule,
            _ when TransientFaults.IsTransient(exception) => Unavailable,
            _ => Broken,
        };
        if (refusal.Status >= 500)
            log.LogError("{Act} failed: {Kind} {State}", context.Request.Method, Name(exception), StateOf(exception));
        if (ReferenceEquals(refusal, Broken))
            log.LogError("Stack of {Kind}: {Stack}", Name(exception), exception.StackTrace);

        if (refusal.Status == 503)
            context.Response.Headers.RetryAfter = "2";
        await Problems.Write(context, refusal);
        return true;
    }

    static string Name(Exception exception) => (exception.InnerException ?? exception).GetType().Name;

    static string? StateOf(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState;
}
