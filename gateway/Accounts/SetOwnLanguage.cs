using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>Everybody chooses the language they read, for every device they log in on.</summary>
public static class SetOwnLanguage
{
    public sealed record Request([property: Required, Form("zh-Hant|zh-Hans|en", "zh-Hant, zh-Hans or en")] string Language);

    internal static void Map(RouteGroupBuilder identity) =>
        identity.MapPut("/me/language", Handle).Needs(RightsOf.Own).WithTags("Accounts").WithSummary("Chooses the language I read");

    static async Task<NoContent> Handle(Request request, HttpContext http, IdentityDb db, CancellationToken stop)
    {
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        var account = await db.Accounts.FirstAsync(candidate => candidate.Id == bearer.Account, stop);
        account.Read(request.Language);
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
