# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest -Uri https://example.org/tool.zip -OutFile tool.zip; `
    Expand-Archive tool.zip C:\tool; `
    Remove-Item tool.zip
ENTRYPOINT ["C:\\tool\\tool.exe"]
