using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>The requests of one visit after the other, each made when the answer before it is there.</summary>
static class VisitRequests
{
    public static IEnumerable<byte[]> Endless(Branch branch, IReadOnlyDictionary<Member, string> tokens, RawHttp http, Action completed)
    {
        var day = DateOnly.FromDateTime(branch.Group.Platform.Now.UtcDateTime.AddDays(7)).ToString("O", null);
        while (true)
        {
            var (client, visit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            yield return Post(branch.Receptionist, "clients", JsonSerializer.Serialize(branch.ClientBody(client)));
            yield return Post(branch.Receptionist, "visits", $$"""{"id":"{{visit}}","branchId":"{{branch.Id}}","clientId":"{{client}}"}""");
            yield return Post(branch.Guide, $"visits/{visit}/greeting", "{}");
            yield return Post(
                branch.TriageOfficer,
                $"visits/{visit}/triage",
                $$"""{"departmentId":"{{branch.Department}}","way":"Rotation"}"""
            );
            var doctor = branch.DoctorOf(JsonDocument.Parse(http.Json).RootElement.GetProperty("doctorId").GetGuid());
            yield return Post(branch.Receptionist, $"visits/{visit}/doctor-notification", "{}");
            yield return Post(doctor, $"visits/{visit}/collection", "{}");
            yield return Post(doctor, $"visits/{visit}/identity-check", """{"identifiers":["Name","BirthDate"],"matches":true}""");
            yield return Post(doctor, $"visits/{visit}/plan", """{"history":"none","examination":"in order","plan":"cleaning"}""");
            yield return Post(
                doctor,
                $"visits/{visit}/consent",
                """{"disclosures":{"cause":true,"prognosis":true,"risk":true,"price":true,"cycle":true}"""
                    + ""","understood":true,"agreed":true,"declinedItems":[]}"""
            );
            yield return Post(
                doctor,
                $"visits/{visit}/treatment",
                $$"""{"observation":"calm","diagnosisCode":"K02.9","returnDate":"{{day}}" """
                    + ""","cautionsBefore":"a","cautionsDuring":"b","cautionsAfter":"c"}"""
            );
            yield return Post(branch.Receptionist, $"visits/{visit}/chart-return", "{}");
            yield return Post(
                branch.Receptionist,
                $"visits/{visit}/completion",
                """{"purchased":true,"paid":true,"charge":{"amount":320.00,"currency":"CNY"}}"""
            );
            completed();
        }

        byte[] Post(Member who, string path, string body) => RawHttp.Request("POST", $"/api/registration/{path}", tokens[who], body);
    }
}
